package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The agent names the application's methods that make a call: the nearest and the outermost. */
public final class CallerContract {
  private static final String PROGRAMS = "ai.holysheep.agent.tests.program";
  private static final String PACKAGE = PROGRAMS + ".placed";
  private static final String PLACED = PACKAGE + ".Placed";
  private static final String SERVER = PACKAGE + ".Server.handle";

  /** The application's packages are given. */
  public static final String WITH_PACKAGES = "caller.packages=" + PACKAGE;

  /** The application's packages are not given, only its own wrappers. */
  public static final String WITH_SKIP =
      String.format(
          "caller.skip=%s.EachClient;%s.Callers;%s.JdkCaller", PROGRAMS, PROGRAMS, PROGRAMS);

  private CallerContract() {}

  /**
   * @param java the command that starts a JVM in this folder, on this machine's loopback
   * @param folder where that JVM may write its ledger
   * @param clients of those that have no place of their own in the program
   */
  public static void check(List<String> java, String options, String folder, List<String> clients) {
    List<String> arguments = new ArrayList<>();
    arguments.add(
        ForkedJvm.agent(
            "hosts=127.0.0.1,metrics.port=0,ledger.flush=100ms,ledger.dir="
                + folder
                + ","
                + options));
    String jars =
        Clients.classPathOfEach() + File.pathSeparator + Clients.classPath("apache-async-4.1.5");
    arguments.addAll(List.of("-cp", ForkedJvm.classPath(jars), PLACED));
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      arguments.addAll(List.of(gateway.url(), folder));
      arguments.addAll(clients);
      try (ForkedJvm jvm = ForkedJvm.start(java, arguments, Map.of())) {
        jvm.awaitLine("DONE");
        assertThat(jvm.scrape().sum("holysheep_agent_errors_total")).isZero();
        assertThat(jvm.finish()).isZero();
        assertThat(calls(jvm.out())).containsExactlyInAnyOrderElementsOf(expected(clients));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> expected(List<String> clients) {
    List<String> expected = new ArrayList<>();
    for (String entry : List.of(PLACED + ".main", SERVER)) {
      clients.forEach(client -> expected.add(call(client, "blocking", entry)));
      for (String place : List.of("enqueued", "reactor", "reactor4")) {
        expected.add(call(place, place, entry));
      }
    }
    expected.add(call("apache4", "pooled", PLACED + ".pooled"));
    expected.add(call("stage", "okHttp", PLACED + ".okHttp"));
    expected.add(call("inner", "okHttp", PLACED + ".main"));
    return expected;
  }

  private static String call(String model, String caller, String entry) {
    return model + ": " + PLACED + "." + caller + " of " + entry;
  }

  private static List<String> calls(List<String> out) throws IOException {
    List<String> calls = new ArrayList<>();
    for (String line : out) {
      if (line.startsWith("{")) {
        JsonNode call = new ObjectMapper().readTree(line);
        calls.add(
            String.format(
                "%s: %s of %s",
                call.get("model").textValue(),
                call.get("caller").textValue(),
                call.get("entry").textValue()));
      }
    }
    return calls;
  }
}
