package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger has every call, whatever is in its file's place and whatever the JVM lacks. */
class LedgerOutageTest {
  private static final int CALLS = 20;

  @TempDir Path folder;

  private final FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 5);

  @AfterEach
  void stop() throws IOException {
    gateway.close();
  }

  private String agent() {
    return ForkedJvm.agent(
        "hosts=127.0.0.1,metrics.port=0,ledger.flush=100ms,ledger.dir=" + folder);
  }

  private static double records(ForkedJvm jvm, String outcome) {
    return jvm.scrape().value("holysheep_ledger_records_total", "outcome=\"" + outcome + "\"");
  }

  private List<JsonNode> calls(long pid) throws IOException {
    LedgerFiles files = LedgerFiles.read(folder, pid + ".1");
    assertThat(files.cutOff).isZero();
    return files.calls;
  }

  /** A shell makes it before it becomes the JVM, and so has the JVM's process id. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkfifo $0",
        "mkdir $0",
        "echo x > $0",
        "echo x > $0.txt; ln -s $0.txt $0",
        "ln -s /dev/full $0",
        "mknod $0 c 1 7 || mkfifo $0"
      })
  void leavesWhatIsInItsFilesPlaceAlone(String stranger) throws Exception {
    String name = folder + "/holysheep-calls-$(date -u +%F).$$.jsonl";
    List<String> shell =
        List.of(
            "sh",
            "-c",
            stranger.replace("$0", name) + "; exec \"$@\"",
            "sh",
            Jdks.running().resolve("bin/java").toString());
    List<String> arguments = new ArrayList<>(List.of(agent()));
    arguments.addAll(ForkedJvm.program("ManyCalls", gateway.url(), "ok", "" + CALLS));
    try (ForkedJvm jvm = ForkedJvm.start(shell, arguments, Map.of())) {
      jvm.awaitLine("DONE");
      await().atMost(ForkedJvm.PATIENCE).until(() -> records(jvm, "written") == CALLS);
      assertThat(jvm.scrape().sum("holysheep_agent_errors_total")).as("%s", jvm.err()).isZero();
      assertThat(jvm.finish()).isZero();

      assertThat(calls(jvm.pid())).hasSize(CALLS);
      assertThat(jvm.err())
          .filteredOn(line -> line.contains(" is ") && line.contains(", so calls go to "))
          .hasSize(1);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)))
          .allMatch(file -> file.toString().endsWith(".1.jsonl") || isUnchanged(file));
    }
  }

  private static boolean isUnchanged(Path file) {
    try {
      return Files.readString(file).equals("x\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void writesWhileTheApplicationUsesAllDirectMemory() throws Exception {
    List<String> arguments = new ArrayList<>(List.of(agent(), "-XX:MaxDirectMemorySize=2m"));
    arguments.addAll(ForkedJvm.program("FullDirectMemory", gateway.url(), "" + CALLS));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      jvm.awaitLine("CALLED");
      await().atMost(ForkedJvm.PATIENCE).until(() -> records(jvm, "written") == 1);
      jvm.writeLine();
      await()
          .atMost(ForkedJvm.PATIENCE)
          .until(() -> jvm.out().stream().anyMatch(line -> line.startsWith("FULL")));
      await()
          .atMost(ForkedJvm.PATIENCE)
          .until(() -> LedgerFiles.read(folder, "").calls.size() == 1 + CALLS);
      jvm.writeLine().awaitLine("DONE");
      await().atMost(ForkedJvm.PATIENCE).until(() -> records(jvm, "written") == 2 + CALLS);
      assertThat(records(jvm, "dropped")).isZero();
      assertThat(LedgerFiles.read(folder, "").outcomes())
          .isEqualTo(jvm.scrape().counts("holysheep_requests_total"));
      assertThat(jvm.finish()).isZero();
    }
  }
}
