package ai.holysheep.agent.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Round figures for an axis. */
final class Scale {
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  private Scale() {}

  /** The least {@code lines} round steps that reach {@code value}. */
  static double above(double value, int lines) {
    if (value <= 0) {
      return lines;
    }
    double step = value / lines;
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    for (double round : STEPS) {
      if (round * power >= step * 0.999999) {
        return round * power * lines;
      }
    }
    return 10 * power * lines;
  }

  static String label(double value) {
    BigDecimal round = new BigDecimal(value, new MathContext(6));
    return value >= 1000 ? String.format(Locale.ROOT, "%,.0f", value) : Column.plain(round);
  }
}
