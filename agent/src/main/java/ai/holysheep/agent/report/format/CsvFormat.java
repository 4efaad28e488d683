package ai.holysheep.agent.report.format;

import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.document.ReportTable;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * For a spreadsheet or a script, by RFC 4180: the first table with exact numbers. It has no total,
 * which a reader would add to the sum again.
 */
final class CsvFormat {
  private CsvFormat() {}

  static String write(Document document) {
    StringBuilder out = new StringBuilder();
    appendTable(out, document.sections().get(0).table());
    return out.toString();
  }

  private static <R> void appendTable(StringBuilder out, ReportTable<R> table) {
    appendLine(out, table, column -> Escape.forCsv(column.id()));
    for (R row : table.rows()) {
      appendLine(out, table, column -> field(column.cell(row)));
    }
  }

  private static <R> void appendLine(
      StringBuilder out, ReportTable<R> table, Function<Column<R>, String> field) {
    out.append(table.columns().stream().map(field).collect(Collectors.joining(",", "", "\r\n")));
  }

  private static String field(Cell cell) {
    return cell.isText() ? Escape.forCsv(cell.exact()) : cell.exact();
  }
}
