package ai.holysheep.agent.report.chart;

import ai.holysheep.agent.report.format.Escape;
import java.util.Locale;

/** A figure with a caption and an SVG drawing, which is appended to a page part by part. */
final class Svg {
  /** Where a text is, seen from its position. The names are SVG's {@code text-anchor}. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final StringBuilder html;

  private Svg(StringBuilder html) {
    this.html = html;
  }

  /** Call {@link #close} after the last part. */
  static Svg open(StringBuilder html, String title, int width, int height) {
    html.append("<figure><figcaption>")
        .append(Escape.forHtml(title))
        .append("</figcaption>\n<svg role=\"img\" aria-label=\"")
        .append(Escape.forHtml(title))
        .append("\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\">\n");
    return new Svg(html);
  }

  void close() {
    html.append("</svg></figure>\n");
  }

  void text(double x, double y, Anchor anchor, String text) {
    append(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
        x, y, anchor.name().toLowerCase(Locale.ROOT), Escape.forHtml(text));
  }

  void gridLine(double x1, double y1, double x2, double y2) {
    append(
        "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", x1, y1, x2, y2);
  }

  void tooltip(String text) {
    html.append("<title>").append(Escape.forHtml(text)).append("</title>");
  }

  /** As {@link String#format}, in the root locale; texts must be escaped. */
  void append(String format, Object... arguments) {
    html.append(String.format(Locale.ROOT, format, arguments));
  }
}
