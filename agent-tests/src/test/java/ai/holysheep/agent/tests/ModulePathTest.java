package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that is a named module. Its JVM has only the modules that it requires, and the
 * agent can add none.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
class ModulePathTest {
  private static final String MAIN = "/ai.holysheep.agent.tests.program.Main";

  @TempDir Path folder;

  static Stream<Arguments> applications() {
    return Jdks.all()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, "java.net.http", "JdkDriver", "", "requires java.net.http;"),
                    Arguments.of(
                        jdk,
                        "okhttp",
                        "OkHttpDriver",
                        "okhttp-5.5.1",
                        "requires okhttp3; requires okhttp3.sse;"),
                    Arguments.of(
                        jdk,
                        "apache5",
                        "Apache5Driver",
                        "apache-5.6.5",
                        "requires org.apache.httpcomponents.client5.httpclient5;"
                            + " requires org.apache.httpcomponents.client5.httpclient5.fluent; requires org.slf4j; requires jdk.net;")));
  }

  @ParameterizedTest(name = "{2} on {0}")
  @MethodSource("applications")
  void theCallsOfANamedModuleAreCounted(
      Path jdk, String client, String program, String version, String requirements)
      throws Exception {
    List<String> java = List.of(jdk.resolve("bin/java").toString());
    List<String> launch = module(version, requirements);
    CompletableFuture<ProgramRun> alone =
        CompletableFuture.supplyAsync(() -> ProgramRun.of(java, launch, program, false));
    ShortContract.check(ProgramRun.of(java, launch, program, true), alone.join(), client);
  }

  /** Compiles the test programs as a named module. Returns the arguments that start it. */
  private List<String> module(String version, String requirements) throws IOException {
    Path classes = folder.resolve("classes");
    copy(Path.of("target/classes"), classes);
    Path source =
        Files.writeString(
            folder.resolve("module-info.java"), "module legacy.service { " + requirements + " }");
    String libraries = Clients.classPath(version);
    assertThat(
            ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                    System.out,
                    System.err,
                    "-d",
                    classes.toString(),
                    "-p",
                    libraries,
                    source.toString()))
        .isZero();
    return List.of(
        "-p",
        classes + (libraries.isEmpty() ? "" : File.pathSeparator + libraries),
        "-m",
        "legacy.service" + MAIN);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
