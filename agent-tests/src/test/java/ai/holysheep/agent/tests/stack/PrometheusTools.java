package ai.holysheep.agent.tests.stack;

import ai.holysheep.agent.tests.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/**
 * Runs {@code promtool} and {@code amtool} in a copy of {@code alerts/}, beside a copy of {@code
 * deploy/}: the installed ones, or those of a container image. Only {@code -Pmatrix} downloads an
 * image.
 */
final class PrometheusTools {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path folder;

  /**
   * @param folder an empty folder for the copies
   */
  PrometheusTools(Path folder) {
    this.folder = folder;
  }

  /** The output of a shell line that runs {@code promtool}. The test fails if the line fails. */
  String promtool(String line) throws Exception {
    return Programs.onPath("promtool").isPresent()
        ? local(line)
        : inContainer(PrometheusImage::prometheus, line);
  }

  /** The output of a shell line that runs {@code amtool}. The test fails if the line fails. */
  String amtool(String line) throws Exception {
    return Programs.onPath("amtool").isPresent()
        ? local(line)
        : inContainer(PrometheusImage::alertmanager, line);
  }

  private String local(String line) throws IOException, InterruptedException {
    copy(Path.of("../alerts"), folder.resolve("alerts"));
    copy(Path.of("../deploy"), folder.resolve("deploy"));
    Process shell =
        new ProcessBuilder("sh", "-c", line)
            .directory(folder.resolve("alerts").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (shell.waitFor() != 0) {
      throw new AssertionError(output);
    }
    return output;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static String inContainer(Supplier<String> imageName, String line) {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "neither Prometheus' tools nor Docker are installed");
    String image = imageName.get();
    Assumptions.assumeTrue(
        Boolean.getBoolean("matrix") || Images.exists(image),
        "neither Prometheus' tools nor the image " + image + " are installed");
    return output(PrometheusImage.container(image, line));
  }

  private static String output(GenericContainer<?> tool) {
    ToStringConsumer output = new ToStringConsumer();
    try (tool) {
      tool.withLogConsumer(output)
          .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE))
          .start();
    } catch (RuntimeException e) {
      throw new AssertionError(output.toUtf8String(), e);
    }
    return output.toUtf8String();
  }
}
