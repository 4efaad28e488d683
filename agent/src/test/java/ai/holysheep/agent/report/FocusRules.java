package ai.holysheep.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the FinOps Open Cost and Usage Specification 1.2 for the rows that a report can
 * have: charges for usage, without corrections, commitments and taxes. An empty cell is {@code
 * null}.
 */
final class FocusRules {
  private static final Set<String> MANDATORY =
      Set.of(
          "BilledCost",
          "BillingAccountId",
          "BillingAccountName",
          "BillingCurrency",
          "BillingPeriodEnd",
          "BillingPeriodStart",
          "ChargeCategory",
          "ChargeClass",
          "ChargeDescription",
          "ChargePeriodEnd",
          "ChargePeriodStart",
          "ContractedCost",
          "EffectiveCost",
          "InvoiceIssuerName",
          "ListCost",
          "PricingQuantity",
          "PricingUnit",
          "ProviderName",
          "PublisherName",
          "ServiceCategory",
          "ServiceName");

  /** Recommended, and conditional: the vendor has a list of prices by unit, and allows tags. */
  private static final Set<String> FURTHER =
      Set.of(
          "ChargeFrequency",
          "ConsumedQuantity",
          "ConsumedUnit",
          "ContractedUnitPrice",
          "InvoiceId",
          "ListUnitPrice",
          "PricingCategory",
          "ServiceSubcategory",
          "SkuId",
          "SkuMeter",
          "SkuPriceDetails",
          "SkuPriceId",
          "Tags");

  private static final Set<String> NULLABLE =
      Set.of("BillingAccountName", "ChargeClass", "InvoiceId", "SkuPriceDetails", "Tags");

  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "ChargeCategory", Set.of("Usage", "Purchase", "Tax", "Credit", "Adjustment"),
          "ChargeClass", Set.of("", "Correction"),
          "ChargeFrequency", Set.of("One-Time", "Recurring", "Usage-Based"),
          "PricingCategory", Set.of("Standard", "Dynamic", "Committed", "Other"),
          "ServiceCategory", Set.of("AI and Machine Learning"),
          "ServiceSubcategory",
              Set.of(
                  "AI Platforms",
                  "Bots",
                  "Generative AI",
                  "Machine Learning",
                  "Natural Language Processing",
                  "Other (AI and Machine Learning)"));

  private static final String NUMBER = "-?\\d+(\\.\\d+)?(E-?\\d+)?";
  private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z";
  private static final String UNIT = "([1-9]\\d* )?(Tokens|Requests|Searches|Seconds|Images|Pages)";

  private FocusRules() {}

  static void check(Set<String> columns, List<Map<String, String>> rows) throws IOException {
    assertThat(columns).containsAll(MANDATORY).containsAll(FURTHER);
    assertThat(columns).allMatch(name -> name.matches("([A-Z][a-z]+)+|x_\\w+"));
    for (Map<String, String> row : rows) {
      checkRow(row);
    }
    checkSkus(rows);
  }

  private static void checkRow(Map<String, String> row) throws IOException {
    row.forEach(
        (column, value) -> {
          if (!NULLABLE.contains(column)) {
            assertThat(value).as(column).isNotBlank();
          }
          if (ALLOWED.containsKey(column)) {
            assertThat(ALLOWED.get(column)).as(column).contains(value);
          }
          if (column.matches(".*(Cost|Quantity|UnitPrice)")) {
            assertThat(value).as(column).matches(NUMBER);
          }
          if (column.matches(".*Period(Start|End)")) {
            assertThat(value).as(column).matches(TIME);
          }
          if (column.endsWith("Unit")) {
            assertThat(value).as(column).matches(UNIT);
          }
        });
    assertThat(row.get("BillingCurrency")).matches("[A-Z]{3}");
    assertThat(row.get("ChargeFrequency")).isEqualTo("Usage-Based");
    checkPeriods(row);
    checkPrices(row);
    checkTags(row.get("Tags"));
  }

  private static void checkPeriods(Map<String, String> row) {
    Instant start = Instant.parse(row.get("ChargePeriodStart"));
    Instant end = Instant.parse(row.get("ChargePeriodEnd"));
    assertThat(start).isBefore(end);
    assertThat(start).isAfterOrEqualTo(Instant.parse(row.get("BillingPeriodStart")));
    assertThat(end).isBeforeOrEqualTo(Instant.parse(row.get("BillingPeriodEnd")));
  }

  /** A unit price times the quantity matches its cost; here, in each digit of a picodollar. */
  private static void checkPrices(Map<String, String> row) {
    BigDecimal quantity = new BigDecimal(row.get("PricingQuantity"));
    for (String price : new String[] {"List", "Contracted"}) {
      BigDecimal unitPrice = new BigDecimal(row.get(price + "UnitPrice"));
      assertThat(unitPrice).isNotNegative();
      assertThat(unitPrice.multiply(quantity).setScale(12, RoundingMode.HALF_UP))
          .isEqualByComparingTo(row.get(price + "Cost"));
    }
    // No discount, no amortization.
    assertThat(Stream.of("BilledCost", "EffectiveCost", "ListCost", "ContractedCost").map(row::get))
        .containsOnly(row.get("BilledCost"));
  }

  private static void checkTags(String tags) throws IOException {
    if (!tags.isEmpty()) {
      JsonNode json = new ObjectMapper().readTree(tags);
      assertThat(json.isObject()).isTrue();
      assertThat(json).isNotEmpty().allMatch(JsonNode::isTextual);
    }
  }

  private static void checkSkus(List<Map<String, String>> rows) {
    for (Map<String, String> row : rows) {
      for (Map<String, String> other : rows) {
        if (row.get("SkuPriceId").equals(other.get("SkuPriceId"))) {
          assertThat(row.get("SkuId")).isEqualTo(other.get("SkuId"));
        }
        if (row.get("SkuId").equals(other.get("SkuId"))) {
          assertThat(row.get("SkuMeter")).isEqualTo(other.get("SkuMeter"));
        }
      }
    }
  }
}
