package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The agent tells which line of the application's own code made a call. */
public final class CallerContract {
  private static final String PACKAGE = "ai.holysheep.agent.tests.program.placed";
  private static final String PLACED = PACKAGE + ".Placed";

  private CallerContract() {}

  /**
   * @param java the command that starts a JVM in this folder, on this machine's loopback
   * @param clients of those that have no place of their own in the program
   */
  public static void check(List<String> java, List<String> clients) {
    List<String> arguments = new ArrayList<>();
    arguments.add(
        ForkedJvm.agent(
            "hosts=127.0.0.1,metrics.port=0,metrics.labels=caller,caller.packages=" + PACKAGE));
    arguments.addAll(List.of("-cp", ForkedJvm.classPath(Clients.classPathOfEach()), PLACED));
    Map<String, Long> expected = new TreeMap<>();
    clients.forEach(client -> expected.put(call(client, PLACED + ".blocking"), 1L));
    expected.put(call("enqueued", PLACED + ".enqueued"), 1L);
    expected.put(call("reactor", PLACED + ".reactor"), 1L);
    expected.put(call("apache4", PLACED + ".pooled"), 1L);
    expected.put(call("okhttp", PLACED + "$Inner.new"), 1L);
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      arguments.add(gateway.url());
      arguments.addAll(clients);
      try (ForkedJvm jvm = ForkedJvm.start(java, arguments, Map.of())) {
        jvm.awaitLine("DONE");
        assertThat(jvm.scrapeWhenIdle().counts("holysheep_requests_total")).isEqualTo(expected);
        assertThat(jvm.finish()).isZero();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String call(String model, String caller) {
    return String.format(
        "{caller=\"%s\",error_type=\"none\",model=\"%s\",status_code=\"200\"}", caller, model);
  }
}
