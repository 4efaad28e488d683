package ai.holysheep.agent.report;

import java.io.IOException;
import java.util.Locale;

/** A report's forms. */
enum Format {
  TEXT(50),
  JSON(Integer.MAX_VALUE),
  CSV(Integer.MAX_VALUE),
  HTML(50);

  /** Rows, unless more or fewer are asked for. */
  final int rows;

  Format(int rows) {
    this.rows = rows;
  }

  String write(Document document) throws IOException {
    switch (this) {
      case TEXT:
        return TextFormat.write(document);
      case JSON:
        return JsonFormat.write(document);
      case CSV:
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
