package ai.holysheep.agent.report;

import java.util.Locale;

/** What every chart is drawn of. */
final class Svg {
  private Svg() {}

  static void open(StringBuilder out, String title, int width, int height) {
    out.append("<figure><figcaption>")
        .append(Escape.html(title))
        .append("</figcaption>\n<svg role=\"img\" aria-label=\"")
        .append(Escape.html(title))
        .append("\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\">\n");
  }

  static void close(StringBuilder out) {
    out.append("</svg></figure>\n");
  }

  static void text(StringBuilder out, double x, double y, String anchor, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
            x,
            y,
            anchor,
            Escape.html(text)));
  }

  static void line(StringBuilder out, double x1, double y1, double x2, double y2) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
            x1,
            y1,
            x2,
            y2));
  }

  static void tooltip(StringBuilder out, String text) {
    out.append("<title>").append(Escape.html(text)).append("</title>");
  }
}
