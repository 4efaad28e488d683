package ai.holysheep.agent.pricing.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of some megabytes that want much memory or time. */
@Timeout(120)
class HostileTablesTest {
  private static final String LITELLM =
      "{'a': {'litellm_provider': 'x', 'input_cost_per_token': 1e-6";
  private static final String GENAI =
      "[{'id': 'p', 'models': [{'id': 'a', 'match': {'equals': 'a'}, 'prices': {'input_mtok': 1}}";

  @Test
  void aTableHasALimitedNumberOfEntries() {
    StringBuilder liteLlm = new StringBuilder(LITELLM + "}");
    StringBuilder genAi = new StringBuilder(GENAI);
    for (int i = 0; i < 20_000; i++) {
      liteLlm.append(",'m").append(i).append("': {'input_cost_per_token': 1e-6}");
      genAi.append(",{'id': 'm").append(i).append("', 'match': {'equals': 'm'}, 'prices': {}}");
    }
    assertThatThrownBy(() -> read(liteLlm + "}")).hasMessage("more than 20000 entries");
    assertThatThrownBy(() -> read(genAi + "]}]")).hasMessage("more than 20000 entries");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ", 'x': @",
        ", 'tiered_pricing': @",
        ", 'search_context_cost_per_query': @",
        ", 'x': {'y': @"
      })
  void deepNestingIsRefused(String start) {
    for (String deep : new String[] {"[".repeat(500_000), "{'a':".repeat(500_000)}) {
      assertThatThrownBy(() -> read(LITELLM + start.replace("@", deep)))
          .hasMessageStartingWith("not valid JSON: Document nesting depth")
          .hasMessageNotContaining("getMax");
    }
  }

  @Test
  void deepAndLongRulesAreRefusedByName() throws IOException {
    String deep = "{'or': [".repeat(9) + "{'equals': 'x'}" + "]}".repeat(9);
    String many = "{'or': [" + "{'equals': 'x'},".repeat(300) + "{'equals': 'x'}]}";
    for (String rule : new String[] {deep, many}) {
      TableAudit audit = new TableAudit();
      read(GENAI + ", {'id': 'b', 'match': " + rule + ", 'prices': {}}]}]", audit);

      assertThat(audit.lines())
          .containsExactly("refused: p/b: match: more than 8 levels or 256 rules");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "1e-999999999",
        "-1",
        "2",
        "1e-41",
        "'1'",
        "[1]",
        "{'a': 1}",
        "true"
      })
  void aPriceThatCannotBeOneIsRefusedByName(String price) throws IOException {
    TableAudit audit = new TableAudit();
    PriceTables read =
        read(LITELLM + "}, 'b': {'mode': 'chat', 'output_cost_per_token': " + price + "}}", audit);

    assertThat(audit.lines()).hasSize(1);
    assertThat(audit.lines().get(0))
        .startsWith("refused: b: output_cost_per_token: ")
        .endsWith(" is no price");
    assertThat(read.table.cost("a", Tables.used("INPUT=1")).total()).isEqualTo(1_000_000);
  }

  @Test
  void longNamesNumbersAndTextsAreRefused() throws IOException {
    assertThatThrownBy(() -> read("{'" + "x".repeat(1_000_000) + "': 1}"))
        .hasMessageContaining("not valid JSON");
    assertThatThrownBy(() -> read(LITELLM + ", 'x': " + "9".repeat(1_000_000) + "}}"))
        .hasMessageContaining("not valid JSON");
    assertThatThrownBy(() -> read(LITELLM + ", 'mode': '" + "9".repeat(1_000_000) + "'}}"))
        .hasMessageContaining("not valid JSON");
    TableAudit audit = new TableAudit();
    read(LITELLM + "}, '" + "n".repeat(300) + "': {'input_cost_per_token': 1e-6}}", audit);
    assertThat(audit.all().refused()).isEqualTo(1);
  }

  @Test
  void manyFieldsOfOneEntryAndManyTiersAreRefusedByName() throws IOException {
    StringBuilder ranges = new StringBuilder(LITELLM + "}, 'b': {'tiered_pricing': [");
    StringBuilder sizes = new StringBuilder(LITELLM + "}, 'b': {");
    for (int i = 0; i < 50_000; i++) {
      ranges
          .append(i == 0 ? "" : ",")
          .append("{'range': [" + i + ", 1], 'input_cost_per_token': 1e-6}");
      sizes
          .append(i == 0 ? "" : ",")
          .append("'input_cost_per_token_above_" + i + "k_tokens': 1e-6");
    }
    TableAudit audit = new TableAudit();
    read(ranges + "]}}", audit);
    assertThat(audit.lines()).containsExactly("refused: b: tiered_pricing: more than 32 ranges");
    audit = new TableAudit();
    read(sizes + "}}", audit);
    assertThat(audit.lines()).containsExactly("refused: b: more than 256 prices");
  }

  @Test
  void manyNamesThatAreAlikeAreRefusedByName() throws IOException {
    StringBuilder genAi = new StringBuilder(GENAI);
    for (int i = 0; i < 5_000; i++) {
      genAi.append(",{'id': 'm" + i + "', 'match': {'contains': 'aaaa" + i + "'}, 'prices': {}}");
    }
    TableAudit audit = new TableAudit();
    read(genAi + "]}]", audit);
    assertThat(audit.all().refused()).isEqualTo(5_000 - 1_024);
    assertThat(audit.all().whole()).isEqualTo(1_025);
  }

  /** Each name that is new is compared with them on a thread of the application. */
  @Test
  void longRulesAreLimitedTogetherAndRefusedByName() throws IOException {
    StringBuilder genAi = new StringBuilder(GENAI);
    String regex = "{'regex': 'x(?:[ab]{60}){8}c'}";
    for (int i = 0; i < 200; i++) {
      genAi.append(",{'id': 'm" + i + "', 'match': " + regex + ", 'prices': {}}");
    }
    genAi.append("]}");
    for (int i = 0; i < 200; i++) {
      genAi.append(",{'id': 'q" + i + "', 'model_match': " + regex + ", 'models': []}");
    }
    TableAudit audit = new TableAudit();
    read(genAi + "]", audit);
    assertThat(audit.all().whole()).isEqualTo(1 + 61);
    assertThat(audit.lines())
        .hasSize(400 - 61)
        .contains("refused: q0: match: the rules before it are too many or too long");
  }

  /** Each entry of 6 KB has 1,152 sets of rates, so 8 MB would hold some gigabytes. */
  @Test
  void entriesOfManySetsOfRatesAreLimitedAndRefusedByName() throws IOException {
    StringBuilder own = new StringBuilder("{'models': {'a': {'input': 1, 'output': 1}");
    StringBuilder liteLlm = new StringBuilder(LITELLM + "}");
    String set = setOfManyRates();
    String periods = ("{'valid_from': '2026-01-01'," + set + "},").repeat(15);
    String manyPeriods = periods.substring(0, periods.length() - 1);
    for (int i = 0; i < 1000; i++) {
      own.append(",'m" + i + "': {" + set + ", 'periods': [" + manyPeriods + "]}");
      liteLlm.append(",'m" + i + "': {'output_cost_per_token': " + i + "e-9");
      for (int tier = 1; tier <= 8; tier++) {
        String above = "_above_" + tier + "k_tokens";
        liteLlm.append(",'input_cost_per_token" + above + "': 1e-6");
      }
      for (String tier : new String[] {"flex", "priority", "batches"}) {
        liteLlm.append(",'input_cost_per_token_" + tier + "': 1e-6");
      }
      liteLlm.append('}');
    }
    TableAudit audit = new TableAudit();
    read(own + "}}", audit);
    assertThat(audit.all().whole()).isEqualTo(1 + 30_000 / 1152);
    audit = new TableAudit();
    read(liteLlm + "}", audit);
    assertThat(audit.all().whole()).isEqualTo(1 + 30_000 / 36);
    assertThat(audit.lines().get(0))
        .isEqualTo(
            "refused: m833: the file has too many prices before it: more than 30000 sets by size,"
                + " service tier and time");
  }

  private static String setOfManyRates() {
    StringBuilder set = new StringBuilder("'input': 1, 'output': 1, 'tiers': [");
    for (int i = 1; i <= 8; i++) {
      set.append(i == 1 ? "" : ",").append("{'above': " + i + ", 'input': 1}");
    }
    set.append("], 'service_tiers': {");
    for (int i = 1; i <= 7; i++) {
      set.append(i == 1 ? "" : ",").append("'t" + i + "': {'input': 1}");
    }
    return set + "}";
  }

  private static PriceTables read(String json) throws IOException {
    return Tables.read(json.replace('\'', '"'));
  }

  private static PriceTables read(String json, TableAudit audit) throws IOException {
    return Tables.read(json.replace('\'', '"'), audit);
  }
}
