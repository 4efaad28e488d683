package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.tests.AnswerServer.Coding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every answer in {@code agent/src/test/resources/answers} through every client: metrics and ledger
 * say what a careful reader of the answer says.
 */
@Execution(ExecutionMode.CONCURRENT)
class ClientAnswersTest {
  private static final String DRIVERS =
      "JdkDriver UrlConnectionDriver OkHttpDriver Apache4DefaultDriver Apache4Driver"
          + " Apache4AsyncDriver Apache5Driver Apache5AsyncDriver";

  /**
   * Of 18,000 calls with short pauses on a busy machine, 3 fail with "Connection closed", without
   * the agent too.
   */
  private static final String LOSES_CONNECTIONS = "apache-async-4.0.2";

  @TempDir Path folder;

  static Stream<Arguments> codings() {
    return Stream.of(DRIVERS.split(" "))
        .flatMap(
            driver ->
                Stream.of(Coding.values())
                    .filter(coding -> coding != Coding.PLAIN)
                    .map(coding -> Arguments.of(driver, Drivers.newest(driver), coding)));
  }

  static Stream<Arguments> olderVersions() {
    return Stream.of(DRIVERS.split(" "))
        .flatMap(
            driver ->
                Drivers.versions(driver).stream()
                    .filter(version -> !version.equals(Drivers.newest(driver)))
                    .filter(version -> !LOSES_CONNECTIONS.equals(version))
                    .map(version -> Arguments.of(driver, version, Coding.PLAIN)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JdkDriver ",
        "UrlConnectionDriver ",
        "OkHttpDriver okhttp-4.12.0",
        "Apache4Driver apache-4.5.14",
        "Apache4AsyncDriver apache-async-4.1.5",
        "Apache5Driver apache-5.6.5",
        "Apache5AsyncDriver apache-5.6.5"
      })
  void theAgentSaysWhatTheAnswersSay(String client) throws IOException {
    String[] words = client.split(" ", 2);
    check(words[0], words[1], Coding.PLAIN);
  }

  /** These clients stop where the compressed data ends, before HTTP's own end. */
  @ParameterizedTest
  @ValueSource(strings = {"Apache4Driver apache-4.5.14", "Apache5Driver apache-5.6.5"})
  void holdsForCompressedAnswersWhoseEndTheClientDoesNotRead(String client) throws IOException {
    String[] words = client.split(" ", 2);
    check(words[0], words[1], Coding.GZIP);
  }

  @Tag("matrix")
  @ParameterizedTest
  @MethodSource({"codings", "olderVersions"})
  void holdsForEveryVersionAndCoding(String driver, String version, Coding coding)
      throws IOException {
    check(driver, version, coding);
  }

  private void check(String driver, String version, Coding coding) throws IOException {
    assertThat(AnswersReplay.run(driver, version, coding, folder))
        .as("%s %s, %s", driver, version, coding)
        .isEmpty();
  }
}
