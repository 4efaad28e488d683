package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLine.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that older agents do not write, with values that no agent writes. */
class HostileKeyTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "true",
        "1e99999999999",
        "-1e999999999",
        "[[[[1]]]]",
        "{\"team\":{\"team\":[{}]}}",
        "{}",
        "\"\"",
        "null",
        "\"very long\""
      })
  void countTheLineAsUnknownInEveryReport(String json) throws IOException {
    String value = json.replace("very long", "x".repeat(80_000));
    TestLine hostile = call("m", 1, 1, "0.5");
    for (String key :
        new String[] {"entry", "service", "labels", "headers", "user", "waste", "trace_id"}) {
      hostile = hostile.with(key, value);
    }
    for (String key :
        new String[] {"cost_input", "images", "audio_seconds", "pages", "image_form"}) {
      hostile = hostile.with(key, value);
    }
    TestLedger ledger = new TestLedger(folder).today(hostile, call("m", 1, 1, "0.5"));

    assertThat(ledger.csv()).containsExactly("m,2,2,2,1,0,2,2,2,2,100,0");
    for (String key : new String[] {"entry", "service", "label:team", "header:team", "user"}) {
      assertThat(ledger.csv("--by", key))
          .as(key)
          .singleElement()
          .asString()
          .startsWith("unknown,2,");
    }
    assertThat(ledger.csv("--by", "waste")).singleElement().asString().startsWith("none,2,");
    assertThat(ledger.csv("--parts").get(0)).endsWith(",0,0,0,0,0,0,0,0,0,1,0");
    assertThat(ledger.csv("--calls")).hasSize(2);
    assertThat(ledger.report("--waste", "--format", "json")).isZero();
    assertThat(ledger.report("--format", "focus")).isZero();
    assertThat(ledger.err).isEmpty();
  }

  @Test
  void withTheGreatestCountsDoNotWrapASum() throws IOException {
    String most = Long.MAX_VALUE + "";
    TestLine greatest = call("m", Long.MAX_VALUE, Long.MAX_VALUE, "9223372.036854775807");
    for (String key :
        new String[] {
          "cached_input_tokens",
          "cache_write_input_tokens",
          "audio_input_tokens",
          "audio_output_tokens",
          "image_input_tokens",
          "image_output_tokens",
          "web_searches",
          "reasoning_tokens",
          "cached_audio_input_tokens"
        }) {
      greatest = greatest.with(key, most);
    }
    greatest =
        greatest.parts("9223372.036854775807").with("cost_reasoning", "9223372.036854775807");
    TestLedger ledger = new TestLedger(folder).today(greatest, greatest, greatest);

    assertThat(ledger.csv("--parts").get(0)).startsWith("m,3,27670116110564327421,");
    assertThat(ledger.report("--format", "focus")).isZero();
    assertThat(ledger.out).contains("27670116.110564327421").doesNotContain(",-");
    assertThat(ledger.report("--waste", "--format", "json")).isZero();
    assertThat(ledger.report("--reprice")).isZero();
  }

  @Test
  void givenTwiceCountOnceByTheirFirstValue() throws IOException {
    String line = call("m", 1, 1, "0.5").text("entry", "first") + "";
    TestLedger ledger =
        new TestLedger(folder).today(line.replace("}", ",\"entry\":\"second\",\"entry\":[1]}"));
    assertThat(ledger.csv("--by", "entry")).singleElement().asString().startsWith("first,1,");
  }

  @Test
  void withManyLabelsKeepTheFirst() throws IOException {
    StringBuilder labels = new StringBuilder("{\"team\":\"a\"");
    for (int i = 0; i < 40_000; i++) {
      labels.append(",\"l").append(i).append("\":\"").append(i).append('"');
    }
    TestLedger ledger =
        new TestLedger(folder).today(call("m", 1, 1, "0.5").with("labels", labels + "}"));
    assertThat(ledger.csv("--by", "team")).singleElement().asString().startsWith("a,1,");
    assertThat(ledger.csv("--by", "label:l39999")).singleElement().asString().startsWith("unknown");
  }
}
