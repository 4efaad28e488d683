package ai.holysheep.agent.tests.stack;

import ai.holysheep.agent.tests.AttachContract;
import ai.holysheep.agent.tests.CallerContract;
import ai.holysheep.agent.tests.Drivers;
import ai.holysheep.agent.tests.InterruptContract;
import ai.holysheep.agent.tests.PinnedContract;
import ai.holysheep.agent.tests.RedeployContract;
import ai.holysheep.agent.tests.RefusingManagerContract;
import ai.holysheep.agent.tests.ShortContract;
import ai.holysheep.agent.tests.SwitchContract;
import ai.holysheep.agent.tests.TamperingContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * The clients' contract on JDKs that this machine does not have: on 17 and 25 it is tested without
 * containers.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
@Testcontainers(disabledWithoutDocker = true)
class EveryJdkContractTest {
  private static final int[] JDKS = {8, 11, 21};
  private static final JdkContainers CONTAINERS = new JdkContainers();

  /** A driver, and the versions that are run on each JDK; the JDK's own clients have none. */
  private static final Map<String, List<String>> VERSIONS =
      Map.ofEntries(
          Map.entry("JdkDriver", List.of("")),
          Map.entry("UrlConnectionDriver", List.of("")),
          Map.entry("OkHttpDriver", List.of("okhttp-3.3.1", "okhttp-3.12.13", "okhttp-5.5.1")),
          Map.entry("Apache4DefaultDriver", List.of("apache-4.2.6")),
          Map.entry("Apache4Driver", List.of("apache-4.5.14")),
          Map.entry("Apache4AsyncDriver", List.of("apache-async-4.1.5")),
          Map.entry("Apache5Driver", List.of("apache-5.6.5")),
          Map.entry("Apache5AsyncDriver", List.of("apache-5.6.5")));

  static Stream<Arguments> everything() {
    List<Arguments> all = new ArrayList<>();
    for (int jdk : JDKS) {
      VERSIONS.forEach(
          (driver, versions) -> {
            if (jdk >= 11 || !driver.equals("JdkDriver")) {
              versions.forEach(version -> all.add(Arguments.of(jdk, version, driver)));
            }
          });
    }
    return all.stream();
  }

  @ParameterizedTest(name = "JDK {0}: {1} {2}")
  @MethodSource("everything")
  void holds(int jdk, String version, String driver) {
    ShortContract.check(CONTAINERS.java(jdk), version, driver, Drivers.label(driver));
  }

  @ParameterizedTest(name = "JDK {0}: {1} {2}")
  @CsvSource({
    "11, '', JdkHttp2Driver",
    "21, '', JdkHttp2Driver",
    "8, okhttp-5.5.1, OkHttpHttp2Driver",
    "8, apache-5.6.5, Apache5Http2Driver",
  })
  void holdsOverHttp2(int jdk, String version, String driver) {
    holds(jdk, version, driver);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.net.http", "okhttp", "apache4", "apache5", "urlconnection"})
  void pinsNoVirtualThreadOfJdk21(String client) {
    PinnedContract.check(CONTAINERS.java(21), client);
  }

  /** Without {@code StackWalker}. */
  @Test
  void namesOnJdk8TheMethodsOfTheApplicationThatMadeACall() {
    CallerContract.check(
        CONTAINERS.java(8),
        CallerContract.WITH_SKIP,
        "/tmp/callers",
        List.of("apache5", "urlconnection"));
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {8, 11, 21})
  void canBeAttachedTo(int jdk) {
    List<String> clients =
        new ArrayList<>(List.of("okhttp", "apache4", "apache5", "urlconnection"));
    if (jdk >= 11) {
      clients.add("java.net.http");
    }
    AttachContract.check(CONTAINERS.java(jdk), clients);
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {8, 11, 21})
  void canBeSwitchedOffAndOn(int jdk) {
    SwitchContract.check(
        CONTAINERS.java(jdk), List.of("okhttp", "apache4", "apache5", "urlconnection"));
  }

  @ParameterizedTest
  @CsvSource({
    "hook, the hooks were disconnected",
    "start, the agent's visible class was changed",
  })
  void noticesOnJdk8ThatTheApplicationTurnsItOff(String way, String found) {
    TamperingContract.check(CONTAINERS.java(8), way, found);
  }

  @Test
  void doesNotDisturbOnJdk8AnApplicationWhoseSecurityManagerRefusesAgents() {
    RefusingManagerContract.check(
        CONTAINERS.java(8), List.of("okhttp", "apache4", "apache5", "urlconnection"));
  }

  @Test
  void leavesNothingOfAWebApplicationBehind() {
    RedeployContract.check(CONTAINERS.java(8), "9.0.124", false);
  }

  /** Where an interrupted thread's server takes no more connections. */
  @Test
  void outlivesOnJdk8AnApplicationThatInterruptsEveryThread() {
    InterruptContract.check(CONTAINERS.java(8), "/tmp/ledger");
  }

  @AfterAll
  static void stop() {
    CONTAINERS.close();
  }
}
