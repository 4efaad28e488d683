package ai.holysheep.agent.report;

import ai.holysheep.agent.report.ledger.Period;
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
 * {@code model} and {@code cost}, in any order. There may be other columns. Each limit is far above
 * what an invoice has, and keeps the memory below 200 MB for any file.
 */
final class Invoice {
  static final int MAX_BYTES = 64 << 20;
  static final int MAX_ROWS = 200_000;
  private static final int MAX_FIELDS = 1000;
  private static final int MAX_FIELD = 10_000;

  /** The agent cuts names at 256 characters. */
  private static final int MAX_NAME = 512;

  /** Of a cost: one of 10^15 USD, or with 20 decimals, is a mistake. */
  private static final int MAX_COST_TEXT = 40;

  private static final int MAX_COST_DIGITS = 15;
  private static final int MAX_COST_DECIMALS = 20;

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
    if (Files.size(file) > MAX_BYTES || !Files.isRegularFile(file)) {
      throw new IOException(
          "--reconcile " + file + ": not a regular file of at most " + (MAX_BYTES >> 20) + " MB");
    }
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
        add(row(fields.get(date), fields.get(model), fields.get(cost)));
      } else if (fields.size() > 1 || !fields.get(0).isEmpty()) {
        throw wrong(fields.size() + " fields, not " + names.size(), null);
      }
    }
    if (rows.isEmpty()) {
      throw wrong("no row", null);
    }
  }

  private void add(Row row) throws IOException {
    if (rows.size() == MAX_ROWS) {
      throw wrong("more than " + MAX_ROWS + " rows", null);
    }
    rows.add(row);
  }

  private Row row(String date, String model, String cost) throws IOException {
    String name = model.trim();
    if (name.length() > MAX_NAME) {
      throw wrong("a model's name has more than " + MAX_NAME + " characters", null);
    }
    return new Row(day(date), name, usd(cost));
  }

  private LocalDate day(String text) throws IOException {
    try {
      LocalDate day = LocalDate.parse(text.trim());
      if (Period.isDay(day)) {
        return day;
      }
      throw wrong("\"" + text + "\" is not a day such as 2026-11-25", null);
    } catch (DateTimeParseException e) {
      throw wrong("\"" + text + "\" is not a day such as 2026-11-25", e);
    }
  }

  private BigDecimal usd(String text) throws IOException {
    String trimmed = text.trim();
    try {
      BigDecimal usd =
          trimmed.length() > MAX_COST_TEXT ? null : new BigDecimal(trimmed).stripTrailingZeros();
      // A sum with 1e-99999999 would have a hundred million digits.
      if (usd != null
          && usd.scale() <= MAX_COST_DECIMALS
          && (long) usd.precision() - usd.scale() <= MAX_COST_DIGITS) {
        return usd;
      }
      throw wrong("\"" + text + "\" is not a cost in USD such as 1234.56", null);
    } catch (NumberFormatException e) {
      throw wrong("\"" + text + "\" is not a cost in USD such as 1234.56", e);
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
      requireLimits(fields, field);
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

  private void requireLimits(List<String> fields, StringBuilder field) throws IOException {
    if (fields.size() >= MAX_FIELDS || field.length() >= MAX_FIELD) {
      throw wrong(
          "more than " + MAX_FIELDS + " fields, or " + MAX_FIELD + " characters in a field", null);
    }
  }

  private IOException wrong(String what, @Nullable Exception cause) {
    return new IOException("--reconcile " + file + ", line " + line + ": " + what, cause);
  }
}
