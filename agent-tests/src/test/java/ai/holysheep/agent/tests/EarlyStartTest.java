package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent loads, and when, by the JVM's own log of loaded classes. */
class EarlyStartTest {
  private static final List<String> NOT_BEFORE_MAIN =
      List.of(
          "java.util.logging.",
          "javax.management.",
          "sun.management.",
          "com.sun.net.httpserver.",
          "java.net.http.",
          "net.bytebuddy.",
          "io.prometheus.",
          "ai.holysheep.agent.AgentRuntime",
          "ai.holysheep.agent.Preparation");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void aJvmThatUsesNoClientLoadsTwoClassesOfTheAgent(Path jdk) throws Exception {
    try (ForkedJvm jvm = start(jdk, ForkedJvm.program("Hello"))) {
      assertThat(jvm.exitCode()).isZero();

      assertThat(jvm.out()).containsExactly("hello");
      assertThat(jvm.err()).isEmpty();
      assertThat(loaded())
          .noneMatch(EarlyStartTest::early)
          .filteredOn(name -> name.startsWith("ai.holysheep.agent.") && !name.contains(".tests."))
          .containsExactly("ai.holysheep.agent.HolySheepAgent");
    }
  }

  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void nothingOfWhatApplicationServersReplaceIsLoadedBeforeMain(Path jdk) throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 1);
        ForkedJvm jvm = start(jdk, ForkedJvm.program("Surroundings", gateway.url()))) {
      jvm.awaitLine("DONE").scrapeWhenIdle();
      jvm.finish();

      List<String> loaded = loaded();
      int main = loaded.indexOf("ai.holysheep.agent.tests.program.Surroundings");
      assertThat(loaded.subList(0, main)).noneMatch(EarlyStartTest::early);
      assertThat(loaded.subList(main, loaded.size()))
          .contains("ai.holysheep.agent.AgentRuntime", "net.bytebuddy.asm.Advice");
      assertThat(jvm.err()).hasSize(1).allMatch(line -> line.contains(" metrics at "));
    }
  }

  private ForkedJvm start(Path jdk, List<String> program) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xlog:class+load:file=" + folder.resolve("classes.log"));
    arguments.add(ForkedJvm.watching());
    arguments.addAll(program);
    return ForkedJvm.start(jdk, arguments);
  }

  /** Names in the order in which they were loaded. */
  private List<String> loaded() throws Exception {
    return Files.readAllLines(folder.resolve("classes.log")).stream()
        .filter(line -> line.contains(" source: "))
        .map(line -> line.replaceFirst(".*\\] (\\S+) source: .*", "$1"))
        .collect(Collectors.toList());
  }

  private static boolean early(String name) {
    return NOT_BEFORE_MAIN.stream().anyMatch(name::startsWith);
  }
}
