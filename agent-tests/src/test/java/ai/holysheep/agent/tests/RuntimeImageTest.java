package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On runtime images without modules that the agent uses. */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
class RuntimeImageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void withoutTheJdksHttpServerTheMetricsAreServed(Path jdk) throws Exception {
    Path image = image(jdk, "java.net.http");
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 1)) {
      List<String> program =
          ForkedJvm.program("Attempts", gateway.url(), "java.net.http", "urlconnection");
      List<String> watched = new ArrayList<>(program);
      watched.add(0, ForkedJvm.watching());
      try (ForkedJvm with = ForkedJvm.start(image, watched).awaitLine("DONE");
          ForkedJvm without = ForkedJvm.start(image, program).awaitLine("DONE")) {
        assertThat(with.scrapeWhenIdle().sum("holysheep_requests_total")).isEqualTo(2);
        assertThat(with.finish()).isEqualTo(without.finish()).isZero();
        assertThat(with.out()).isEqualTo(without.out());
        assertThat(without.err()).containsExactly("SEEN 0 ACTIVE 0");
        assertThat(with.err()).hasSize(2).contains("SEEN 2 ACTIVE 0");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void withoutJavaNetHttpTheOtherClientsAreWatched(Path jdk) throws Exception {
    List<String> java = List.of(image(jdk, "jdk.unsupported").resolve("bin/java").toString());

    ShortContract.check(java, "", "UrlConnectionDriver", "urlconnection");
    ShortContract.check(java, "okhttp-5.5.1", "OkHttpDriver", "okhttp");
  }

  /** An image with the modules that any agent and OkHttp need, and one more. */
  private Path image(Path jdk, String module) {
    Path image = folder.resolve("image");
    try (ForkedJvm jlink =
        ForkedJvm.start(
            List.of(jdk.resolve("bin/jlink").toString()),
            List.of(
                "--add-modules",
                "java.base,java.instrument,java.logging," + module,
                "--output",
                image.toString()),
            Map.of())) {
      assertThat(jlink.exitCode()).as("%s", jlink.err()).isZero();
    }
    return image;
  }
}
