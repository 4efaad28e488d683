package ai.holysheep.agent.report.format;

import ai.holysheep.agent.report.document.Document;
import java.io.IOException;
import java.util.Locale;

/** The formats of a report. Their names are the values of {@code --format}. */
public enum Format {
  TEXT(true),
  JSON(false),
  CSV(false),
  /** One CSV table. */
  FOCUS(false),
  HTML(true);

  private static final int ROWS_FOR_PEOPLE = 50;

  private final boolean forPeople;

  Format(boolean forPeople) {
    this.forPeople = forPeople;
  }

  /** Whether people read it: numbers are rounded, and long tables are cut. */
  public boolean isForPeople() {
    return forPeople;
  }

  /** How many rows a table has without {@code --top}. */
  public int defaultMaxRows() {
    return forPeople ? ROWS_FOR_PEOPLE : Integer.MAX_VALUE;
  }

  /** Whether it has no place for notes. */
  public boolean isTableOnly() {
    return this == CSV || this == FOCUS;
  }

  public String write(Document document) throws IOException {
    switch (this) {
      case TEXT:
        return TextFormat.write(document);
      case JSON:
        return JsonFormat.write(document);
      case CSV:
      case FOCUS:
        return CsvFormat.write(document);
      default:
        return HtmlFormat.write(document);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
