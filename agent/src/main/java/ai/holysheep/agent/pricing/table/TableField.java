package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Rate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a field of a public table means, from the resources {@code litellm-fields.txt} and {@code
 * genai-prices-keys.txt} beside this class, which explain the columns. Immutable.
 */
final class TableField {
  /** Of a field that the agent does not know. */
  static final TableField UNKNOWN = new TableField(null, false, 0, "it, since it does not know it");

  /** The price is for this; with {@link #unit}: the rate that says the same. */
  final @Nullable Rate rate;

  /** Whether another field for the same rate wins. */
  final boolean isSecond;

  /** How many have the price, as a power of ten. */
  final int power;

  /** What no answer counts; {@code null} if the field is used. */
  final @Nullable String unit;

  private TableField(@Nullable Rate rate, boolean isSecond, int power, @Nullable String unit) {
    this.rate = rate;
    this.isSecond = isSecond;
    this.power = power;
    this.unit = unit;
  }

  static Map<String, TableField> load(String resource) {
    Map<String, TableField> fields = new HashMap<>();
    String path = "ai/holysheep/agent/pricing/table/" + resource;
    try (InputStream in = TableField.class.getClassLoader().getResourceAsStream(path);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          String[] columns = line.split(" ", 3);
          fields.put(columns[0], of(columns[1], columns.length < 3 ? "" : columns[2]));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
    return fields;
  }

  private static TableField of(String meaning, String more) {
    if (meaning.equals("=")) {
      return new TableField(null, false, 0, null);
    }
    if (meaning.equals("-")) {
      String first = more.split(" ", 2)[0];
      boolean hasRate = first.equals(first.toUpperCase(Locale.ROOT));
      String unit = hasRate ? more.substring(first.length() + 1) : more;
      return new TableField(hasRate ? Rate.valueOf(first) : null, false, 0, unit);
    }
    boolean isSecond = meaning.charAt(0) == '?';
    Rate rate = Rate.valueOf(meaning.substring(isSecond ? 1 : 0));
    return new TableField(rate, isSecond, more.isEmpty() ? 0 : Integer.parseInt(more), null);
  }
}
