package ai.holysheep.agent.tests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.tests.Exposition;
import ai.holysheep.agent.tests.Ports;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.MountableFile;

/** The sample service with the agent, in containers with other JDKs. */
@Tag("matrix")
@Testcontainers(disabledWithoutDocker = true)
class EveryJdkTest {
  private static final Pattern METRICS = Pattern.compile("\\[holysheep-agent] metrics at (\\S+)");

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 21})
  void countsTheRequestsAndTokensThatTheGatewayServed(int jdk) throws Exception {
    int truthPort = Ports.free();
    try (GenericContainer<?> service = service(jdk, truthPort)) {
      service.start();
      Matcher metrics = METRICS.matcher(service.getLogs());
      assertThat(metrics.find()).as(service.getLogs()).isTrue();
      Exposition exposition = Exposition.scrapeWhenIdle(metrics.group(1));

      assertThat(exposition.counts("holysheep_tokens_total")).isEqualTo(tokens(truth(truthPort)));
      assertThat(exposition.sum("holysheep_requests_total")).isEqualTo(requests(truth(truthPort)));
      assertThat(exposition.sum("holysheep_agent_errors_total")).isZero();
      assertThat(service.getLogs().lines().filter(line -> line.startsWith("[holysheep-agent]")))
          .hasSize(1);
      assertThat(service.getLogs()).doesNotContain("WARNING");
    }
  }

  private static GenericContainer<?> service(int jdk, int truthPort) {
    return new GenericContainer<>(Images.jdk(jdk))
        .withNetworkMode("host")
        .withCopyFileToContainer(
            MountableFile.forHostPath(Path.of("../agent/target/holysheep-agent.jar")), "/agent.jar")
        .withCopyFileToContainer(
            MountableFile.forHostPath(Path.of("../sample-app/target/sample-app.jar")),
            "/sample/sample-app.jar")
        .withCopyFileToContainer(
            MountableFile.forHostPath(Path.of("../sample-app/target/lib")), "/sample/lib")
        .withCreateContainerCmdModifier(command -> command.withEntrypoint("sh", "-c"))
        .withCommand(
            new String[] {
              // The pipe keeps the service's stdin open: the service ends with its stdin. With the
              // usual
              // time-out of 3 s, a call times out on a busy machine that the gateway has answered.
              "sleep 600 | java -javaagent:/agent.jar=hosts=127.0.0.1,metrics.port=0"
                  + " -jar /sample/sample-app.jar --calls 120 --rate 20 --timeout 20 --linger --truth-port "
                  + truthPort
            })
        .waitingFor(Wait.forLogMessage("DONE\\n", 1).withStartupTimeout(Duration.ofMinutes(2)));
  }

  private static JsonNode truth(int port) throws IOException {
    try (InputStream in = URI.create("http://127.0.0.1:" + port + "/truth").toURL().openStream()) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Map<String, Long> tokens(JsonNode truth) {
    Map<String, Long> tokens = new TreeMap<>();
    truth
        .properties()
        .forEach(
            model -> {
              for (String type : new String[] {"input", "output"}) {
                tokens.put(
                    "{model=\"" + model.getKey() + "\",token_type=\"" + type + "\"}",
                    model.getValue().get(type).asLong());
              }
            });
    return tokens;
  }

  private static double requests(JsonNode truth) {
    double sum = 0;
    for (JsonNode model : truth) {
      for (JsonNode count : model.get("requests")) {
        sum += count.asLong();
      }
    }
    return sum;
  }
}
