package ai.holysheep.agent.report.format;

import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Chart;
import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.document.ReportTable;
import ai.holysheep.agent.report.document.Section;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One page for people who read bills, in a browser or on paper. It has no script and fetches
 * nothing.
 */
final class HtmlFormat {
  private static final String STYLE = "ai/holysheep/agent/report/format/report.css";

  private final StringBuilder html = new StringBuilder();

  private HtmlFormat() {}

  static String write(Document document) throws IOException {
    HtmlFormat page = new HtmlFormat();
    page.appendHead(document);
    page.appendCards(document);
    document.notes().forEach(page::appendNote);
    document.sections().forEach(page::appendSection);
    page.appendFooter();
    return page.html.toString();
  }

  private void appendHead(Document document) throws IOException {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
        // The page fetches and runs nothing, even if a name gets markup past the escaping.
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src 'unsafe-inline'\">\n<title>")
        .append(Escape.forHtml(document.title() + ", " + document.period()))
        .append("</title>\n<style>\n")
        .append(styleSheet())
        .append("</style>\n</head>\n<body>\n<header><h1>")
        .append(Escape.forHtml(document.title()))
        .append("</h1>\n<p>")
        .append(Escape.forHtml(document.period()))
        .append(", days in UTC</p></header>\n");
  }

  private static String styleSheet() throws IOException {
    try (InputStream in = HtmlFormat.class.getClassLoader().getResourceAsStream(STYLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().collect(Collectors.joining("\n", "", "\n"));
    }
  }

  private void appendCards(Document document) {
    html.append("<dl class=\"cards\">\n");
    appendCard("Cost", document.summary().get("total_cost"), " USD");
    appendCard("Repriced", document.summary().get("total_repriced_cost"), " USD");
    appendCard("Invoiced", document.summary().get("total_invoiced"), " USD");
    appendCard("Difference", document.summary().get("total_difference"), " USD");
    Cell previous = document.summary().get("previous_period");
    if (previous != null) {
      String title = "Before, " + previous.exact();
      appendCard(title, document.summary().get("total_previous_cost"), " USD");
    }
    appendCard("Wasted", document.summary().get("wasted_cost"), " USD");
    appendCard("Calls", document.summary().get("total_calls"), "");
    appendCard("Tokens in", document.summary().get("total_input_tokens"), "");
    appendCard("Tokens out", document.summary().get("total_output_tokens"), "");
    appendCard("Failed", document.summary().get("error_rate"), " %");
    appendCard("p95 latency", document.summary().get("p95_latency_ms"), " ms");
    html.append("</dl>\n");
  }

  /** A report has only some of the values. */
  private void appendCard(String title, @Nullable Cell value, String unit) {
    if (value != null) {
      html.append("<div><dt>").append(title).append("</dt><dd>").append(value.rounded());
      html.append("<small>").append(unit).append("</small></dd></div>\n");
    }
  }

  private void appendNote(String note) {
    html.append("<p class=\"note\">").append(Escape.forHtml(note)).append("</p>\n");
  }

  private void appendSection(Section section) {
    html.append("<section>\n<h2>").append(Escape.forHtml(section.table().title()));
    html.append("</h2>\n<div class=\"charts\">\n");
    for (Chart chart : section.charts()) {
      chart.appendTo(html);
    }
    html.append("</div>\n");
    appendTable(section.table());
    html.append("</section>\n");
  }

  private <R> void appendTable(ReportTable<R> table) {
    html.append("<table>\n<thead><tr>");
    for (Column<R> column : table.columns()) {
      html.append("<th").append(column.isText() ? "" : " class=\"n\"").append('>');
      html.append(Escape.forHtml(column.title())).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(row -> appendRow(table, row));
    html.append("</tbody>\n");
    R total = table.total();
    if (total != null) {
      html.append("<tfoot>");
      appendRow(table, total);
      html.append("</tfoot>\n");
    }
    html.append("</table>\n");
  }

  private <R> void appendRow(ReportTable<R> table, R row) {
    html.append("<tr>");
    for (Column<R> column : table.columns()) {
      Cell cell = column.cell(row);
      html.append("<td").append(style(cell)).append('>');
      html.append(Escape.forHtml(cell.rounded())).append("</td>");
    }
    html.append("</tr>\n");
  }

  private static String style(Cell cell) {
    if (cell.isText()) {
      return "";
    }
    BigDecimal number = cell.number();
    return number != null && number.signum() < 0 ? " class=\"n minus\"" : " class=\"n\"";
  }

  private void appendFooter() {
    html.append("<footer>Costs are by the price table in use when each call was made, to the ")
        .append("millicent (1 USD = 100,000). A call is one attempt, also one that a client ")
        .append("repeated by itself. p95: 95 % of the calls were not slower.</footer>\n")
        .append("</body>\n</html>\n");
  }
}
