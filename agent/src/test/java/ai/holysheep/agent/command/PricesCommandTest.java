package ai.holysheep.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricesCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

  @Test
  void checkCountsTheEntriesAndNamesThoseThatAreNotUsed() throws IOException {
    Path file =
        write(
            """
            {"a": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-6},
             "b": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_second": 1},
             "c": {"litellm_provider": "openai", "mode": "video_generation", "output_cost_per_second": 0.04},
             "d\\u001b[2J": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": "x"}}
            """);

    assertThat(execute("--check", file.toString())).isEqualTo(1);
    assertThat(out())
        .isEqualTo(
            file
                + """
                 has LiteLLM's table (4 entries)

                                              entries    whole  in part not used  refused
                chat                                3        1        1        0        1
                video_generation                    1        0        0        1        0
                all                                 4        1        1        1        1

                used in part: b: output_cost_per_second: the agent does not count seconds
                not used: c: output_cost_per_second: the agent does not count seconds
                refused: d\\u001b[2J: input_cost_per_token: x is no price
                """);
    assertThat(err()).isEmpty();
  }

  @Test
  void checkOfAFileWithoutBrokenEntriesSucceeds() throws IOException {
    Path own = write("{\"models\": {\"a\": {\"input\": 1, \"output\": 1}}}");
    assertThat(execute("--check", own.toString())).isZero();
    assertThat(out()).contains("has our own format (1 entries)");
  }

  @Test
  void checkNamesRefusedEntriesOfOurOwnFormat() throws IOException {
    Path own = write("{\"models\": {\"a\": {\"input\": 1, \"output\": 1}, \"b\": 8}}");
    assertThat(execute("--check", own.toString())).isEqualTo(1);
    assertThat(out()).contains("refused: b: it is not a JSON object");
  }

  @Test
  void checkNamesEachOfManyRefusedEntriesOfOurOwnFormat() throws IOException {
    StringBuilder models = new StringBuilder("{\"models\": {\"a\": {\"input\": 1, \"output\": 1}");
    for (int i = 0; i < 100; i++) {
      models.append(", \"b" + i + "\": 8");
    }
    Path own = write(models + "}}");
    assertThat(execute("--check", own.toString())).isEqualTo(1);
    assertThat(out().lines().filter(line -> line.startsWith("refused: b"))).hasSize(100);
    assertThat(out()).doesNotContain("more");
  }

  @Test
  void showNamesTheEntryTheReasonAndAllPrices() throws IOException {
    Path file = resource("litellm.json");

    assertThat(execute("--show", "anthropic/claude-x-2026-01-01", "--pricing", file.toString()))
        .isZero();
    assertThat(out())
        .isEqualTo(
            """
            anthropic/claude-x-2026-01-01 has the price of the entry claude-x: the entry has this name
            spellings: anthropic/claude-x-2026-01-01, anthropic/claude-x, claude-x-2026-01-01, claude-x
            at all times
              up to 200000 input tokens
                input: 3 USD per million
                output: 15 USD per million
                cache_write: 3.75 USD per million
                cache_write_1h: 6 USD per million
              above 200000 input tokens
                input: 6 USD per million
                output: 22.5 USD per million
                cache_write: 7.5 USD per million
                cache_write_1h: 12 USD per million
            """);
  }

  @Test
  void showNamesTheAliasesThatLedToTheEntry() throws IOException {
    Path own =
        write(
            """
            {"models": {"gpt-4.1": {"input": 1, "output": 1}},
             "aliases": {"a": "b", "b": "gpt-4.1", "c": "no-such-model"}}
            """);
    assertThat(firstLine(own, "openai/A"))
        .isEqualTo(
            "openai/A has the price of the entry gpt-4.1: it is an alias of b, which is an alias of"
                + " gpt-4.1, and the entry has this name");
    assertThat(firstLine(own, "c"))
        .isEqualTo(
            "c has the price of the entry default: it is an alias of no-such-model, and no table has"
                + " an entry for it");
  }

  private String firstLine(Path prices, String model) throws IOException {
    execute("--show", model, "--pricing", prices.toString());
    return out().split("\n", 2)[0];
  }

  @Test
  void showKnowsTheTimeAndServiceTiers() throws IOException {
    Path file = resource("genai.json");

    execute("--show", "deepseek-dated", "--pricing", file.toString(), "--at", "2026-08-31");
    assertThat(out())
        .contains("at all times (these apply)\n", "from 2026-09-01 on (not then)\n")
        .contains("the provider says that such names are its models");
    execute("--show", "deepseek-day", "--pricing", file.toString(), "--at", "2026-01-01T16:29:59");
    assertThat(out()).contains("at all times (not then)", "from 00:30 to 16:30 UTC (these apply)");
    execute("--show", "gpt-x", "--pricing", resource("litellm.json").toString());
    assertThat(out())
        .contains("up to 272000 input tokens, service tier batch\n    input: 0.5 USD per million\n")
        .contains("web_search: 0.01 USD a search");
  }

  @Test
  void aModelWithoutAPriceHasTheDefaultOne() {
    assertThat(execute("--show", "no-such-model")).isEqualTo(1);
    assertThat(out())
        .startsWith(
            "no-such-model has the price of the entry default: no table has an entry for it\n");
  }

  @Test
  void aFileThatCannotBeReadIsAFailure() throws IOException {
    assertThat(execute("--check", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(err()).isEqualTo("prices: " + folder.resolve("none") + ": there is no such file\n");
    assertThat(execute("--check", folder.toString())).isEqualTo(1);
    assertThat(err()).contains("not a regular file");
    Path broken = write("{\"a\": ");
    assertThat(execute("--check", broken.toString())).isEqualTo(1);
    assertThat(err())
        .contains("prices: " + broken + ": not valid JSON at line 1")
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--check",
        "--check a --show b",
        "--check a --at 2026-01-01",
        "--show a --at yesterday",
        "--pricing a",
        "--what"
      })
  void wrongUsageEndsWith2(String arguments) {
    assertThat(execute(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);
    assertThat(err()).startsWith("prices: ").hasLineCount(1);
  }

  @Test
  void helpShowsTheOptions() {
    assertThat(execute("--help")).isZero();
    assertThat(out()).startsWith("usage: prices --check FILE").contains("--at=DATE");
  }

  private Path resource(String name) throws IOException {
    try (InputStream in =
        PricesCommandTest.class.getResourceAsStream("/ai/holysheep/agent/pricing/table/" + name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("prices.json"), text);
  }

  private int execute(String... arguments) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);
    stdout.reset();
    stderr.reset();
    PrintStream out = new PrintStream(stdout, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(stderr, true, StandardCharsets.UTF_8);
    return new PricesCommand(clock, out, err).execute(arguments);
  }

  private String out() {
    return stdout.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return stderr.toString(StandardCharsets.UTF_8);
  }
}
