package ai.holysheep.agent.report.focus;

import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.document.ReportTable;
import ai.holysheep.agent.report.document.Section;
import ai.holysheep.agent.report.ledger.CallKey;
import ai.holysheep.agent.report.ledger.Field;
import ai.holysheep.agent.report.ledger.Selection;
import ai.holysheep.agent.report.totals.CostParts;
import ai.holysheep.agent.report.totals.LedgerTask;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The ledger as a table of the FinOps Open Cost and Usage Specification (FOCUS) 1.2: a row for each
 * day, model, owner and meter.
 */
public final class FocusReport implements LedgerTask<FocusTotals> {
  /** Days do not count towards the limit of groups. */
  private static final int MAX_DAYS = 3660;

  private static final String USD = "USD";
  private static final String CATEGORY = "AI and Machine Learning";
  private static final String SUBCATEGORY = "Generative AI";

  private final String provider;
  private final String billingAccount;
  private final List<CallKey> furtherTags;

  /**
   * @param provider who sells the calls, and writes the invoice
   * @param furtherTags keys that are tags besides the labels, the headers, service, entry and key
   */
  public FocusReport(String provider, String billingAccount, List<CallKey> furtherTags) {
    this.provider = provider;
    this.billingAccount = billingAccount;
    this.furtherTags = furtherTags;
  }

  @Override
  public String title() {
    return "Charges";
  }

  @Override
  public void select(Selection selection) {
    if (selection.period().days() > MAX_DAYS) {
      throw new IllegalArgumentException("--format focus: at most " + MAX_DAYS + " days");
    }
    Set<Field> fields =
        EnumSet.of(Field.LABELS, Field.HEADERS, Field.SERVICE, Field.ENTRY, Field.API_KEY);
    fields.addAll(Field.PRICES);
    fields.addAll(CostParts.FIELDS);
    selection.need(fields);
    furtherTags.forEach(key -> selection.need(key.fields()));
  }

  @Override
  public FocusTotals newSums() {
    return new FocusTotals(furtherTags);
  }

  @Override
  public long maxBytes() {
    return FocusTotals.maxBytes();
  }

  @Override
  public void addTo(Document.Builder document, FocusTotals totals) {
    document.addSection(
        new Section(new ReportTable<>("charges", "Charges", 1, columns(), totals.charges(), null)));
    if (totals.callsWithoutTags() > 0) {
      document.addNote(
          "charged by day only, since there are more than "
              + FocusTotals.MAX_GROUPS
              + " days, models and owners: "
              + totals.callsWithoutTags()
              + " lines; ask for fewer days");
    }
  }

  /** In the order of the alphabet, as FOCUS' own examples are. */
  private List<Column<Charge>> columns() {
    List<Column<Charge>> columns = new ArrayList<>();
    columns.add(number("BilledCost", Charge::cost));
    columns.add(text("BillingAccountId", charge -> billingAccount));
    columns.add(text("BillingAccountName", charge -> ""));
    columns.add(text("BillingCurrency", charge -> USD));
    columns.add(text("BillingPeriodEnd", Charge::billingEnd));
    columns.add(text("BillingPeriodStart", Charge::billingStart));
    columns.add(text("ChargeCategory", charge -> "Usage"));
    columns.add(text("ChargeClass", charge -> ""));
    columns.add(text("ChargeDescription", FocusReport::description));
    columns.add(text("ChargeFrequency", charge -> "Usage-Based"));
    columns.add(text("ChargePeriodEnd", Charge::end));
    columns.add(text("ChargePeriodStart", Charge::start));
    columns.add(number("ConsumedQuantity", Charge::consumedQuantity));
    columns.add(text("ConsumedUnit", charge -> charge.unit.consumed));
    columns.add(number("ContractedCost", Charge::cost));
    columns.add(number("ContractedUnitPrice", Charge::unitPrice));
    columns.add(number("EffectiveCost", Charge::cost));
    columns.add(text("InvoiceId", charge -> ""));
    columns.add(text("InvoiceIssuerName", charge -> provider));
    columns.add(number("ListCost", Charge::cost));
    columns.add(number("ListUnitPrice", Charge::unitPrice));
    columns.add(text("PricingCategory", charge -> "Standard"));
    columns.add(number("PricingQuantity", Charge::pricingQuantity));
    columns.add(text("PricingUnit", charge -> charge.unit.priced));
    columns.add(text("ProviderName", charge -> provider));
    columns.add(text("PublisherName", charge -> provider));
    columns.add(text("ServiceCategory", charge -> CATEGORY));
    columns.add(text("ServiceName", charge -> provider + " API"));
    columns.add(text("ServiceSubcategory", charge -> SUBCATEGORY));
    columns.add(text("SkuId", Charge::skuId));
    columns.add(text("SkuMeter", charge -> charge.meter.title));
    columns.add(text("SkuPriceDetails", charge -> ""));
    columns.add(text("SkuPriceId", Charge::skuPriceId));
    columns.add(text("Tags", charge -> TagsJson.of(charge.key.tags)));
    return columns;
  }

  private static String description(Charge charge) {
    return charge.key.model + ": " + charge.meter.title.toLowerCase(Locale.ROOT);
  }

  private static Column<Charge> text(String id, Function<Charge, String> value) {
    return Column.text(id, "", value);
  }

  private static Column<Charge> number(String id, Function<Charge, BigDecimal> value) {
    return Column.usd(id, "", value);
  }
}
