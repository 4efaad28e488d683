package ai.holysheep.agent.report;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** For a spreadsheet or a script, by RFC 4180: exact figures, no sum that would be added again. */
final class CsvFormat {
  private CsvFormat() {}

  static String write(Document document) {
    StringBuilder out = new StringBuilder();
    ReportTable sheet = document.sheets.get(0);
    append(out, sheet, i -> sheet.columns.get(i).id);
    for (@Nullable Object[] row : sheet.rows) {
      append(
          out,
          sheet,
          i ->
              sheet.columns.get(i).kind == Column.Kind.TEXT
                  ? Escape.csv(Column.forPrograms(row[i]))
                  : Column.forPrograms(row[i]));
    }
    return out.toString();
  }

  private static void append(StringBuilder out, ReportTable sheet, IntFunction<String> cell) {
    for (int i = 0; i < sheet.columns.size(); i++) {
      out.append(i == 0 ? "" : ",").append(cell.apply(i));
    }
    out.append("\r\n");
  }
}
