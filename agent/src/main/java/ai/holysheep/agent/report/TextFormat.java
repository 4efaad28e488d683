package ai.holysheep.agent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For a terminal. */
final class TextFormat {
  private static final int MAX_KEY = 64;

  private TextFormat() {}

  static String write(Document document) {
    StringBuilder out = new StringBuilder();
    out.append(document.title).append(", ").append(document.period).append(" (UTC)\n");
    for (ReportTable sheet : document.sheets) {
      out.append('\n');
      append(out, sheet);
    }
    for (String note : document.notes) {
      out.append('\n').append(Escape.terminal(note)).append('\n');
    }
    return out.toString();
  }

  private static void append(StringBuilder out, ReportTable sheet) {
    List<String[]> lines = new ArrayList<>();
    lines.add(sheet.columns.stream().map(column -> column.title).toArray(String[]::new));
    sheet.rows.forEach(row -> lines.add(cells(sheet, row)));
    @Nullable Object[] total = sheet.total;
    if (total != null) {
      lines.add(cells(sheet, total));
    }
    int[] widths = new int[sheet.columns.size()];
    for (String[] line : lines) {
      for (int i = 0; i < line.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    for (int n = 0; n < lines.size(); n++) {
      if (n == 1 || total != null && n == lines.size() - 1) {
        out.append(pad("", Arrays.stream(widths).sum() + 2 * (widths.length - 1), '-'))
            .append('\n');
      }
      append(out, sheet, lines.get(n), widths);
    }
  }

  private static void append(StringBuilder out, ReportTable sheet, String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String space = pad("", widths[i] - cells[i].length(), ' ');
      boolean text = sheet.columns.get(i).kind == Column.Kind.TEXT;
      line.append(i == 0 ? "" : "  ").append(text ? cells[i] + space : space + cells[i]);
    }
    out.append(line.toString().replaceFirst(" +$", "")).append('\n');
  }

  private static String[] cells(ReportTable sheet, @Nullable Object[] row) {
    String[] cells = new String[row.length];
    for (int i = 0; i < row.length; i++) {
      String cell = Escape.terminal(sheet.columns.get(i).forPeople(row[i]));
      cells[i] = cell.length() <= MAX_KEY ? cell : cell.substring(0, MAX_KEY - 3) + "...";
    }
    return cells;
  }

  private static String pad(String text, int length, char with) {
    StringBuilder padded = new StringBuilder(text);
    while (padded.length() < length) {
      padded.append(with);
    }
    return padded.toString();
  }
}
