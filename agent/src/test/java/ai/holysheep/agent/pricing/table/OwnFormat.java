package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.PriceFile;
import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.pricing.Refusals;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads price files in our own format, for tests. */
public final class OwnFormat {
  private OwnFormat() {}

  public static PriceFile parse(String file) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(file)) {
      json.nextToken();
      json.nextToken();
      return PriceFileParser.parse(json, new Refusals());
    }
  }

  /** The built-in prices with those of a file. */
  public static PriceTable table(String file) throws IOException {
    InputStream in = new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    return PriceTables.read(in, PriceTable.builtIn(), null).table;
  }
}
