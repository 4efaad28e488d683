package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Consumption;
import ai.holysheep.agent.pricing.Consumption.Count;
import ai.holysheep.agent.pricing.PriceTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads small tables, for tests. */
final class Tables {
  private Tables() {}

  static PriceTables read(String json) throws IOException {
    return read(json, null);
  }

  static PriceTables read(String json, @Nullable TableAudit audit) throws IOException {
    InputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    return PriceTables.read(in, PriceTable.builtIn(), audit);
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Tables.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * The counts by their names: {@code INPUT=10 OUTPUT=2}; besides {@code tier} and {@code millis}.
   */
  static Consumption used(String counts) {
    String tier = null;
    long millis = 0;
    for (String count : counts.split(" ")) {
      String[] pair = count.split("=");
      tier = pair[0].equals("tier") ? pair[1] : tier;
      millis = pair[0].equals("millis") ? Long.parseLong(pair[1]) : millis;
    }
    Consumption.Builder used = new Consumption.Builder(millis).serviceTier(tier);
    for (String count : counts.split(" ")) {
      String[] pair = count.split("=");
      if (Character.isUpperCase(pair[0].charAt(0))) {
        used.with(Count.valueOf(pair[0]), Long.parseLong(pair[1]));
      }
    }
    return used.build();
  }
}
