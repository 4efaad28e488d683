package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.PriceFile;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads price files in our own format, for tests. */
public final class OwnFormat {
  private OwnFormat() {}

  public static PriceFile parse(String file) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(file)) {
      json.nextToken();
      json.nextToken();
      return PriceFileParser.parse(json);
    }
  }
}
