package ai.holysheep.agent.tests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.tests.ForkedJvm;
import ai.holysheep.agent.tests.ShortContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.junit.jupiter.Testcontainers;

/** With a security manager whose policy allows the application only its connections. */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
@Testcontainers(disabledWithoutDocker = true)
class SecurityManagerTest {
  private static final JdkContainers CONTAINERS = new JdkContainers();

  @ParameterizedTest(name = "JDK {0}: {1} {2}")
  @CsvSource({
    "8, '', UrlConnectionDriver, urlconnection",
    "8, okhttp-3.12.13, OkHttpDriver, okhttp",
    "8, apache-4.5.14, Apache4Driver, apache4",
    "8, apache-5.6.5, Apache5Driver, apache5",
    "11, '', JdkDriver, java.net.http",
    "11, '', UrlConnectionDriver, urlconnection",
    "11, okhttp-5.5.1, OkHttpDriver, okhttp",
    "11, apache-async-4.1.5, Apache4AsyncDriver, apache4-async",
    "11, apache-5.6.5, Apache5AsyncDriver, apache5-async",
  })
  void keepsTheContract(int jdk, String version, String program, String label) {
    ShortContract.check(
        withSecurityManager(jdk, "src/test/resources/application.policy"), version, program, label);
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {8, 11})
  void theProgramRunsWithoutTheAgentIfThePolicyGrantsTheAgentNothing(int jdk) {
    List<String> hello = new ArrayList<>(List.of(ForkedJvm.watching()));
    hello.addAll(ForkedJvm.program("Hello"));
    try (ForkedJvm jvm = ForkedJvm.start(withSecurityManager(jdk, "/dev/null"), hello, Map.of())) {
      assertThat(jvm.exitCode()).as("%s", jvm.err()).isZero();
      assertThat(jvm.out()).containsExactly("hello");
      assertThat(jvm.err())
          .singleElement()
          .asString()
          .startsWith(
              "[holysheep-agent] not installed, the security policy must grant this jar"
                  + " AllPermission: ");
    }
  }

  private static List<String> withSecurityManager(int jdk, String policy) {
    List<String> java = new ArrayList<>(CONTAINERS.java(jdk));
    java.add("-Djava.security.manager");
    java.add("-Djava.security.policy==" + policy);
    return java;
  }

  @AfterAll
  static void stop() {
    CONTAINERS.close();
  }
}
