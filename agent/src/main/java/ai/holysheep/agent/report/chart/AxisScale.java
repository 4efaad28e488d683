package ai.holysheep.agent.report.chart;

import ai.holysheep.agent.report.document.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Round numbers for an axis that begins at 0. */
final class AxisScale {
  private static final double[] ROUND_STEPS = {1, 2, 2.5, 5, 10};

  /** For the rounding errors of {@code double}. */
  private static final double ALMOST_ONE = 0.999999;

  private AxisScale() {}

  /** The end of the shortest axis that reaches {@code max} in {@code steps} round steps. */
  static double end(double max, int steps) {
    if (max <= 0) {
      return steps;
    }
    double step = max / steps;
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    for (double round : ROUND_STEPS) {
      if (round * power >= step * ALMOST_ONE) {
        return round * power * steps;
      }
    }
    return 10 * power * steps;
  }

  static String label(double value) {
    BigDecimal round = new BigDecimal(value, new MathContext(6));
    return value >= 1000 ? String.format(Locale.ROOT, "%,.0f", value) : Decimals.plain(round);
  }
}
