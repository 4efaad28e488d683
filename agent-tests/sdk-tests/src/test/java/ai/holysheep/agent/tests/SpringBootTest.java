package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Spring Boot fat jar, which has its libraries as jars inside the jar. */
class SpringBootTest {
  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void countsTheCallOfAFatJarThatCannotSeeTheAgentsClasses(Path jdk) throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 1);
        ForkedJvm jvm =
            ForkedJvm.start(
                jdk,
                List.of(
                    ForkedJvm.watching(),
                    "-jar",
                    "../spring-boot-app/target/spring-boot-app.jar",
                    gateway.url()))) {
      Exposition metrics = jvm.awaitLine("DONE").scrapeWhenIdle();

      assertThat(metrics.counts("holysheep_requests_total"))
          .isEqualTo(Map.of("{error_type=\"none\",model=\"gpt-4.1\",status_code=\"200\"}", 1L));
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
      assertThat(jvm.finish()).isZero();
      assertThat(jvm.out())
          .contains("LOADER org.springframework.boot.loader.launch.LaunchedClassLoader")
          .noneMatch(line -> line.startsWith("VISIBLE"))
          .filteredOn(line -> line.startsWith("FOUND"))
          .containsExactly("FOUND HolySheepAgent.class");
    }
  }
}
