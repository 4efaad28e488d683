package ai.holysheep.agent.report.focus;

import ai.holysheep.agent.report.ledger.Call;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;

/** One row of a FOCUS table: what one meter of one day counted, and its cost. Immutable. */
final class Charge {
  /** 36 digits are FOCUS' "extended" precision; the cost of a product is exact in 12 decimals. */
  private static final MathContext UNIT_PRICE = new MathContext(36);

  private static final String MIDNIGHT = "T00:00:00Z";

  final ChargeKey key;
  final Meter meter;
  final Meter.Unit unit;
  private final BigInteger quantity;
  private final BigInteger picodollars;

  Charge(ChargeKey key, Meter meter, Meter.Unit unit, BigInteger quantity, BigInteger picodollars) {
    this.key = key;
    this.meter = meter;
    this.unit = unit;
    this.quantity = quantity;
    this.picodollars = picodollars;
  }

  BigDecimal consumedQuantity() {
    return new BigDecimal(quantity, unit.consumedDecimals);
  }

  BigDecimal pricingQuantity() {
    return new BigDecimal(quantity, unit.pricedDecimals);
  }

  /** In USD. */
  BigDecimal cost() {
    return new BigDecimal(picodollars, Call.USD_DECIMALS);
  }

  /** The mean of the day: a price can depend on the size of a prompt, and change with the hour. */
  BigDecimal unitPrice() {
    return cost().divide(pricingQuantity(), UNIT_PRICE);
  }

  String start() {
    return key.day + MIDNIGHT;
  }

  /** Exclusive, like all ends in FOCUS. */
  String end() {
    return LocalDate.parse(key.day).plusDays(1) + MIDNIGHT;
  }

  String billingStart() {
    return month().atDay(1) + MIDNIGHT;
  }

  String billingEnd() {
    return month().plusMonths(1).atDay(1) + MIDNIGHT;
  }

  private YearMonth month() {
    return YearMonth.from(LocalDate.parse(key.day));
  }

  String skuId() {
    return key.model + "/" + meter.sku();
  }

  /** Another service tier is the same product at another price. */
  String skuPriceId() {
    return key.serviceTier == null ? skuId() : skuId() + "/" + key.serviceTier;
  }
}
