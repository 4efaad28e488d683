package ai.holysheep.agent.report;

import java.util.List;
import java.util.Locale;

/** A column a day, above an axis of dates. */
final class ColumnChart {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 210;
  private static final int LEFT = 64;
  private static final int TOP = 12;
  private static final int BOTTOM = 180;
  private static final int LINES = 4;
  private static final int MAX_LABELS = 8;

  private final String title;
  private final String style;
  private final List<Bar> bars;

  ColumnChart(String title, String style, List<Bar> bars) {
    this.title = title;
    this.style = style;
    this.bars = bars;
  }

  void append(StringBuilder out) {
    double top = Scale.above(bars.stream().mapToDouble(bar -> bar.value).max().orElse(0), LINES);
    Svg.open(out, title, WIDTH, HEIGHT);
    for (int i = 0; i <= LINES; i++) {
      double y = BOTTOM - (double) (BOTTOM - TOP) * i / LINES;
      Svg.line(out, LEFT, y, WIDTH, y);
      Svg.text(out, LEFT - 8, y + 4, "end", Scale.label(top * i / LINES));
    }
    double step = (double) (WIDTH - LEFT) / bars.size();
    int labelled = (bars.size() + MAX_LABELS - 1) / MAX_LABELS;
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      // A day of credits has none.
      double height = Math.max(0, bar.value) / top * (BOTTOM - TOP);
      double width = Math.min(48, step * 0.7);
      double middle = LEFT + step * (i + 0.5);
      out.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">",
              style,
              middle - width / 2,
              BOTTOM - height,
              width,
              height));
      Svg.tooltip(out, bar.name + ": " + bar.text);
      out.append("</rect>\n");
      if (i % labelled == 0) {
        // 11-25: the year is in the heading.
        Svg.text(out, middle, BOTTOM + 18, "middle", bar.name.replaceFirst("^\\d{4}-", ""));
      }
    }
    Svg.close(out);
  }
}
