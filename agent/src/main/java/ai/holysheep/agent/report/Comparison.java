package ai.holysheep.agent.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What the ledger and the invoice have of one day and model, or of several. */
final class Comparison {
  /** Invoices are in cents. */
  private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");

  private final String day;
  private final String model;
  private long calls;
  private BigDecimal cost = BigDecimal.ZERO;
  private BigDecimal invoiced = BigDecimal.ZERO;

  /** {@code day} and {@code model} are the row's names; the model is spelled as it is shown. */
  Comparison(String day, String model) {
    this.day = day;
    this.model = model;
  }

  void addLedger(long moreCalls, BigDecimal usd) {
    calls += moreCalls;
    cost = cost.add(usd);
  }

  void addInvoice(BigDecimal usd) {
    invoiced = invoiced.add(usd);
  }

  void addAll(Comparison other) {
    addLedger(other.calls, other.cost);
    addInvoice(other.invoiced);
  }

  String day() {
    return day;
  }

  String model() {
    return model;
  }

  long calls() {
    return calls;
  }

  /** By the ledger, in USD. */
  BigDecimal cost() {
    return cost;
  }

  /** In USD. */
  BigDecimal invoiced() {
    return invoiced;
  }

  /** In USD; positive if the invoice is higher. */
  BigDecimal difference() {
    return invoiced.subtract(cost);
  }

  boolean agreesToTheCent() {
    return difference().abs().compareTo(HALF_A_CENT) < 0;
  }

  /** Of the ledger's cost; {@code null} if that is 0. */
  @Nullable BigDecimal differencePercent() {
    return cost.signum() == 0
        ? null
        : difference().multiply(BigDecimal.valueOf(100)).divide(cost, 4, RoundingMode.HALF_UP);
  }
}
