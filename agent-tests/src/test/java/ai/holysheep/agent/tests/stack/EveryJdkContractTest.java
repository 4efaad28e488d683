package ai.holysheep.agent.tests.stack;

import ai.holysheep.agent.tests.AttachContract;
import ai.holysheep.agent.tests.CallerContract;
import ai.holysheep.agent.tests.InterruptContract;
import ai.holysheep.agent.tests.PinnedContract;
import ai.holysheep.agent.tests.RedeployContract;
import ai.holysheep.agent.tests.ShortContract;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
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
@Execution(ExecutionMode.CONCURRENT)
@Testcontainers(disabledWithoutDocker = true)
class EveryJdkContractTest {
  private static final int[] JDKS = {8, 11, 21};
  private static final JdkContainers CONTAINERS = new JdkContainers();

  static Stream<Arguments> everything() {
    List<Arguments> all = new ArrayList<>();
    for (int jdk : JDKS) {
      if (jdk >= 11) {
        all.add(Arguments.of(jdk, "", "JdkProgram", "java.net.http"));
      }
      all.add(Arguments.of(jdk, "", "UrlConnectionProgram", "urlconnection"));
      all.add(Arguments.of(jdk, "okhttp-3.3.1", "OkHttpProgram", "okhttp"));
      all.add(Arguments.of(jdk, "okhttp-3.12.13", "OkHttpProgram", "okhttp"));
      all.add(Arguments.of(jdk, "okhttp-5.5.1", "OkHttpProgram", "okhttp"));
      all.add(Arguments.of(jdk, "apache-4.2.6", "Apache4DefaultProgram", "apache4"));
      all.add(Arguments.of(jdk, "apache-4.5.14", "Apache4Program", "apache4"));
      all.add(Arguments.of(jdk, "apache-async-4.1.5", "Apache4AsyncProgram", "apache4-async"));
      all.add(Arguments.of(jdk, "apache-5.6.5", "Apache5Program", "apache5"));
      all.add(Arguments.of(jdk, "apache-5.6.5", "Apache5AsyncProgram", "apache5-async"));
    }
    return all.stream();
  }

  @ParameterizedTest(name = "JDK {0}: {1} {2}")
  @MethodSource("everything")
  void holds(int jdk, String version, String program, String label) {
    ShortContract.check(CONTAINERS.java(jdk), version, program, label);
  }

  @ParameterizedTest(name = "JDK {0}: {1} {2}")
  @CsvSource({
    "11, '', JdkHttp2Program, java.net.http",
    "21, '', JdkHttp2Program, java.net.http",
    "8, okhttp-5.5.1, OkHttpHttp2Program, okhttp",
    "8, apache-5.6.5, Apache5Http2Program, apache5-async",
  })
  void holdsOverHttp2(int jdk, String version, String program, String label) {
    holds(jdk, version, program, label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.net.http", "okhttp", "apache4", "apache5", "urlconnection"})
  void pinsNoVirtualThreadOfJdk21(String client) {
    PinnedContract.check(CONTAINERS.java(21), client);
  }

  /** Without {@code StackWalker}. */
  @Test
  void tellsOnJdk8WhichLineOfTheApplicationMadeACall() {
    CallerContract.check(CONTAINERS.java(8), List.of("apache5", "urlconnection"));
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
