package ai.holysheep.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.report.ledger.CallKey;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For every key, the rows add up to the total, and the total is the sum of the lines. */
class BreakdownSumsTest {
  private static final int CALLS = 3000;

  @TempDir Path folder;

  static Stream<String> keys() {
    Stream<String> known = Stream.of(CallKey.known()).map(CallKey::id);
    Stream<String> others =
        Stream.of("label:team", "header:x-tenant", "team", "X-Tenant", "entry,model", "team,day");
    return Stream.concat(known, others);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void rowsAddUpToTheTotal(String by) throws IOException {
    TestLedger ledger = new TestLedger(folder);
    BigDecimal cost = write(ledger, by.hashCode());
    ledger.report("--format", "json", "--by", by, "--days", "3");
    JsonNode report =
        new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .readTree(ledger.out);
    assertThat(report.get("total_cost").decimalValue()).isEqualByComparingTo(cost);
    assertThat(report.get("total_calls").asInt()).isEqualTo(CALLS);
    for (String value : new String[] {"calls", "input_tokens", "output_tokens", "cost"}) {
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode row : report.get("by_" + by.replace(",", "_and_"))) {
        sum = sum.add(row.get(value).decimalValue());
      }
      assertThat(sum).as(value).isEqualByComparingTo(report.get("total_" + value).decimalValue());
    }
  }

  private static BigDecimal write(TestLedger ledger, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    BigDecimal sum = BigDecimal.ZERO;
    for (int day = 23; day <= 25; day++) {
      String[] lines = new String[CALLS / 3];
      for (int i = 0; i < lines.length; i++) {
        BigDecimal cost = BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), 12);
        sum = sum.add(cost);
        lines[i] =
            TestLedger.line(
                    "2026-11-" + day + "T01:02:03.004Z",
                    "model-" + random.nextInt(7),
                    random.nextLong(1_000_000_000),
                    random.nextLong(1_000_000_000),
                    cost.toPlainString(),
                    random.nextInt(3) == 0 ? "timeout" : "none",
                    "" + random.nextInt(100_000),
                    "com.shop.C" + random.nextInt(500) + ".call")
                .replaceFirst("}$", owner(random));
      }
      ledger.file("holysheep-calls-2026-11-" + day + ".1.jsonl", lines);
    }
    return sum;
  }

  /** Some lines are of agents that did not know who pays. */
  private static String owner(SplittableRandom random) {
    if (random.nextInt(5) == 0) {
      return "}";
    }
    return ",\"service\":\"shop\",\"labels\":{\"team\":\"t"
        + random.nextInt(4)
        + "\"},\"headers\":{\"X-Tenant\":\"x"
        + random.nextInt(30)
        + "\"},\"entry\":\"com.shop.E"
        + random.nextInt(20)
        + ".run\",\"waste\":"
        + (random.nextInt(9) == 0 ? "\"truncated\"" : "null")
        + "}";
  }
}
