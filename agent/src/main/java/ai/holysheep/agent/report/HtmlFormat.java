package ai.holysheep.agent.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One page for people who read bills: no script, nothing that is fetched, from a browser or on
 * paper.
 */
final class HtmlFormat {
  private static final String STYLE = "ai/holysheep/agent/report/report.css";

  private final StringBuilder out = new StringBuilder();
  private final Document document;

  private HtmlFormat(Document document) {
    this.document = document;
  }

  static String write(Document document) throws IOException {
    return new HtmlFormat(document).page();
  }

  private String page() throws IOException {
    String title = Escape.html(document.title + ", " + document.period);
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
        // Whatever a name smuggled in, the page fetches and runs nothing.
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src 'unsafe-inline'\">\n<title>")
        .append(title)
        .append("</title>\n<style>\n")
        .append(style())
        .append("</style>\n</head>\n<body>\n<header><h1>")
        .append(Escape.html(document.title))
        .append("</h1>\n<p>")
        .append(Escape.html(document.period))
        .append(", days in UTC</p></header>\n");
    cards();
    document.notes.forEach(
        note -> out.append("<p class=\"note\">").append(Escape.html(note)).append("</p>\n"));
    for (ReportTable sheet : document.sheets) {
      out.append("<section>\n<h2>").append(Escape.html(sheet.title)).append("</h2>\n");
      Charts.append(out, sheet);
      table(sheet);
      out.append("</section>\n");
    }
    out.append("<footer>Costs are by the price table in use when each call was made, to the ")
        .append("millicent (1 USD = 100,000). A call is one attempt, also one that a client ")
        .append("repeated by itself. p95: 95 % of the calls were not slower.</footer>\n")
        .append("</body>\n</html>\n");
    return out.toString();
  }

  private static String style() throws IOException {
    try (InputStream in = HtmlFormat.class.getClassLoader().getResourceAsStream(STYLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().collect(Collectors.joining("\n", "", "\n"));
    }
  }

  private void cards() {
    out.append("<dl class=\"cards\">\n");
    card("total_cost", "Cost", Column.Kind.USD, " USD");
    card("total_repriced_cost", "Repriced", Column.Kind.USD, " USD");
    card("total_invoiced", "Invoiced", Column.Kind.USD, " USD");
    card("total_difference", "Difference", Column.Kind.USD, " USD");
    card("total_calls", "Calls", Column.Kind.COUNT, "");
    card("total_input_tokens", "Tokens in", Column.Kind.COUNT, "");
    card("total_output_tokens", "Tokens out", Column.Kind.COUNT, "");
    card("error_rate", "Failed", Column.Kind.PERCENT, " %");
    card("p95_latency_ms", "p95 latency", Column.Kind.MILLIS, " ms");
    out.append("</dl>\n");
  }

  private void card(String figure, String title, Column.Kind kind, String unit) {
    if (document.summary.containsKey(figure)) {
      String value = new Column(figure, title, kind).forPeople(document.summary.get(figure));
      out.append("<div><dt>").append(title).append("</dt><dd>").append(value).append("<small>");
      out.append(unit).append("</small></dd></div>\n");
    }
  }

  private void table(ReportTable sheet) {
    out.append("<table>\n<thead><tr>");
    for (Column column : sheet.columns) {
      out.append("<th").append(style(column)).append('>').append(Escape.html(column.title));
      out.append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (@Nullable Object[] row : sheet.rows) {
      row(sheet, row);
    }
    out.append("</tbody>\n");
    @Nullable Object[] total = sheet.total;
    if (total != null) {
      out.append("<tfoot>");
      row(sheet, total);
      out.append("</tfoot>\n");
    }
    out.append("</table>\n");
  }

  private void row(ReportTable sheet, @Nullable Object[] row) {
    out.append("<tr>");
    for (int i = 0; i < row.length; i++) {
      Column column = sheet.columns.get(i);
      Object value = row[i];
      boolean negative = value instanceof BigDecimal && ((BigDecimal) value).signum() < 0;
      out.append("<td").append(negative ? " class=\"n minus\"" : style(column)).append('>');
      out.append(Escape.html(column.forPeople(value))).append("</td>");
    }
    out.append("</tr>\n");
  }

  private static String style(Column column) {
    return column.kind == Column.Kind.TEXT ? "" : " class=\"n\"";
  }
}
