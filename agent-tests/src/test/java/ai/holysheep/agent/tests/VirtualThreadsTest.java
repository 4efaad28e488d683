package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The agent pins no virtual thread to its carrier. On JDK 25, Flight Recorder shows pinned threads.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
class VirtualThreadsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"java.net.http", "okhttp", "apache4", "apache5", "urlconnection"})
  void areNotPinned(String client) throws IOException {
    assumeTrue(Jdks.jdk25().isPresent(), "no JDK 25");
    Path recording = folder.resolve("pinned.jfr");
    long warmMillis;
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm jvm =
            ForkedJvm.start(
                Jdks.jdk25().orElseThrow(),
                List.of(
                    ForkedJvm.watching(),
                    "-XX:StartFlightRecording:filename="
                        + recording
                        + ",jdk.VirtualThreadPinned#enabled=true"
                        + ",jdk.VirtualThreadPinned#threshold=0ms",
                    "-Xlog:jfr*=off",
                    "-cp",
                    ForkedJvm.classPath(Clients.classPathOfEach()),
                    "ai.holysheep.agent.tests.program.VirtualThreads",
                    gateway.url(),
                    client))) {
      jvm.awaitLine("DONE");
      assertThat(jvm.scrapeWhenIdle().sum("holysheep_requests_total")).isEqualTo(1000);
      assertThat(jvm.finish()).as("%s", jvm.err()).isZero();
      warmMillis =
          jvm.out().stream()
              .filter(line -> line.startsWith("WARM "))
              .mapToLong(line -> Long.parseLong(line.substring("WARM ".length())))
              .findFirst()
              .orElseThrow();
    }
    List<String> pinned = pinnedSince(Instant.ofEpochMilli(warmMillis), recording);
    assertThat(pinned).anyMatch(stack -> stack.contains("program.VirtualThreads$Pinned"));
    assertThat(pinned).noneMatch(VirtualThreadsTest::isOfTheAgent);
  }

  static boolean isOfTheAgent(String stack) {
    return stack.replace("ai.holysheep.agent.tests.", "").contains("ai.holysheep.agent.")
        || stack.contains("java.lang.HolySheepHook");
  }

  private static List<String> pinnedSince(Instant start, Path recording) throws IOException {
    List<String> stacks = new ArrayList<>();
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (event.getEventType().getName().equals("jdk.VirtualThreadPinned")
            && event.getEndTime().isAfter(start)) {
          stacks.add(
              event.getStackTrace().getFrames().stream()
                  .map(VirtualThreadsTest::name)
                  .collect(Collectors.joining("\n")));
        }
      }
    }
    return stacks;
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }
}
