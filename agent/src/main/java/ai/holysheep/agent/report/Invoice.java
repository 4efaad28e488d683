package ai.holysheep.agent.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A provider's invoice: a CSV file (RFC 4180) whose first line names the columns {@code date},
 * {@code model} and {@code cost}, in any order. There may be other columns.
 */
final class Invoice {
  private static final int BYTE_ORDER_MARK = 0xfeff;

  /** A credit is negative. */
  static final class Row {
    final LocalDate day;
    final String model;
    final BigDecimal usd;

    Row(LocalDate day, String model, BigDecimal usd) {
      this.day = day;
      this.model = model;
      this.usd = usd;
    }
  }

  private final Path file;
  private final List<Row> rows = new ArrayList<>();
  private int line;

  private Invoice(Path file) {
    this.file = file;
  }

  /** At least one row. Throws with a message that names the line. */
  static List<Row> read(Path file) throws IOException {
    Invoice invoice = new Invoice(file);
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      invoice.read(in);
    } catch (MalformedInputException e) {
      throw invoice.wrong("not UTF-8", e);
    }
    return invoice.rows;
  }

  private void read(BufferedReader in) throws IOException {
    List<String> names = fields(in);
    names.replaceAll(name -> name.trim().toLowerCase(Locale.ROOT));
    int date = names.indexOf("date");
    int model = names.indexOf("model");
    int cost = names.indexOf("cost");
    if (date < 0 || model < 0 || cost < 0) {
      throw wrong("the first line has to name the columns date, model and cost", null);
    }
    for (List<String> fields = fields(in); !fields.isEmpty(); fields = fields(in)) {
      if (fields.size() == names.size()) {
        rows.add(row(fields.get(date), fields.get(model), fields.get(cost)));
      } else if (fields.size() > 1 || !fields.get(0).isEmpty()) {
        throw wrong(fields.size() + " fields, not " + names.size(), null);
      }
    }
    if (rows.isEmpty()) {
      throw wrong("no row", null);
    }
  }

  private Row row(String date, String model, String cost) throws IOException {
    try {
      return new Row(LocalDate.parse(date.trim()), model.trim(), new BigDecimal(cost.trim()));
    } catch (DateTimeParseException e) {
      throw wrong("\"" + date + "\" is not a day such as 2026-11-25", e);
    } catch (NumberFormatException e) {
      throw wrong("\"" + cost + "\" is not a cost in USD such as 1234.56", e);
    }
  }

  /** The next line's, none at the end; in quotes a field may have commas, quotes and lines. */
  private List<String> fields(BufferedReader in) throws IOException {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    line++;
    for (int c = in.read(); c >= 0; c = in.read()) {
      any |= c != BYTE_ORDER_MARK;
      if (c == '"') {
        in.mark(1);
        boolean twice = quoted && in.read() == '"';
        if (twice) {
          field.append('"');
        } else if (quoted) {
          in.reset();
        }
        quoted = twice || !quoted;
      } else if (quoted) {
        line += c == '\n' ? 1 : 0;
        field.append((char) c);
      } else if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\n') {
        break;
      } else if (c != '\r' && c != BYTE_ORDER_MARK) {
        field.append((char) c);
      }
    }
    if (quoted) {
      throw wrong("a quote is not closed", null);
    }
    if (any) {
      fields.add(field.toString());
    }
    return fields;
  }

  private IOException wrong(String what, @Nullable Exception cause) {
    return new IOException("--reconcile " + file + ", line " + line + ": " + what, cause);
  }
}
