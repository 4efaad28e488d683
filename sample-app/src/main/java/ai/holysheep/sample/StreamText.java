package ai.holysheep.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Joins the pieces of a streamed response. */
final class StreamText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = "data: ";

  private StreamText() {}

  static String read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine();
          line != null && !line.equals("data: [DONE]");
          line = lines.readLine()) {
        if (line.startsWith(DATA)) {
          text.append(
              JSON.readTree(line.substring(DATA.length()))
                  .at("/choices/0/delta/content")
                  .asText(""));
        }
      }
    }
    return text.toString();
  }
}
