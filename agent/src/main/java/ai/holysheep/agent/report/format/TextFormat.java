package ai.holysheep.agent.report.format;

import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.document.ReportTable;
import ai.holysheep.agent.report.document.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** For a terminal: aligned columns. */
final class TextFormat {
  private static final int MAX_CELL = 64;
  private static final String BETWEEN = "  ";

  private TextFormat() {}

  static String write(Document document) {
    StringBuilder out = new StringBuilder();
    out.append(document.title()).append(", ").append(document.period()).append(" (UTC)\n");
    for (Section section : document.sections()) {
      out.append('\n');
      if (section.hasHeading()) {
        out.append(Escape.forTerminal(section.table().title())).append("\n\n");
      }
      appendTable(out, section.table());
    }
    for (String note : document.notes()) {
      out.append('\n').append(Escape.forTerminal(note)).append('\n');
    }
    return out.toString();
  }

  private static <R> void appendTable(StringBuilder out, ReportTable<R> table) {
    String[] titles =
        table.columns().stream()
            .map(column -> Escape.forTerminal(column.title()))
            .toArray(String[]::new);
    List<String[]> rows = new ArrayList<>();
    table.rows().forEach(row -> rows.add(texts(table, row)));
    R total = table.total();
    String[] totals = total == null ? null : texts(table, total);

    int[] widths = new int[titles.length];
    widen(widths, titles);
    rows.forEach(row -> widen(widths, row));
    if (totals != null) {
      widen(widths, totals);
    }

    appendLine(out, table, titles, widths);
    if (!rows.isEmpty()) {
      appendRule(out, widths);
      rows.forEach(row -> appendLine(out, table, row, widths));
    }
    if (totals != null) {
      appendRule(out, widths);
      appendLine(out, table, totals, widths);
    }
  }

  private static <R> String[] texts(ReportTable<R> table, R row) {
    return table.columns().stream()
        .map(
            column -> TextWidth.shortened(Escape.forTerminal(column.cell(row).rounded()), MAX_CELL))
        .toArray(String[]::new);
  }

  private static void widen(int[] widths, String[] texts) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], TextWidth.of(texts[i]));
    }
  }

  private static void appendRule(StringBuilder out, int[] widths) {
    int length = Arrays.stream(widths).sum() + BETWEEN.length() * (widths.length - 1);
    out.append(repeat('-', length)).append('\n');
  }

  private static void appendLine(
      StringBuilder out, ReportTable<?> table, String[] texts, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < texts.length; i++) {
      String space = repeat(' ', widths[i] - TextWidth.of(texts[i]));
      boolean left = table.columns().get(i).isText();
      line.append(i == 0 ? "" : BETWEEN).append(left ? texts[i] + space : space + texts[i]);
    }
    out.append(line.toString().replaceFirst(" +$", "")).append('\n');
  }

  private static String repeat(char c, int times) {
    char[] repeated = new char[times];
    Arrays.fill(repeated, c);
    return new String(repeated);
  }
}
