package ai.holysheep.agent.report;

import java.util.List;
import java.util.Locale;

/** Bars beside each other's names, the longest first. */
final class BarChart {
  static final int WIDTH = 560;
  static final int NAMES = 220;
  static final int ROW = 26;

  private static final int VALUES = 90;

  private final String title;
  private final List<Bar> bars;

  BarChart(String title, List<Bar> bars) {
    this.title = title;
    this.bars = bars;
  }

  void append(StringBuilder out) {
    double most = Math.max(bars.stream().mapToDouble(bar -> bar.value).max().orElse(0), 1e-12);
    Svg.open(out, title, WIDTH, bars.size() * ROW + 4);
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      int y = i * ROW;
      double width = Math.max(1, bar.value / most * (WIDTH - NAMES - VALUES));
      Svg.text(out, NAMES - 8, y + 18, "end", Bar.shortened(bar.name));
      out.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"cost\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
              NAMES,
              y + 5,
              width,
              ROW - 9));
      Svg.text(out, NAMES + width + 6, y + 18, "start", bar.text);
    }
    Svg.close(out);
  }
}
