package ai.holysheep.agent.tests.stack;

import java.nio.file.Path;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * Containers with a real Prometheus or Alertmanager and their command-line tools, on the host's
 * network. The images are those that {@code HOLYSHEEP_PROMETHEUS_IMAGE} and {@code
 * HOLYSHEEP_ALERTMANAGER_IMAGE} name, or one that this machine has built, or the official ones.
 */
final class PrometheusImage {
  private static final String LOCAL = "local/prometheus:3";
  private static final String OFFICIAL = "prom/prometheus:v3.5.0";

  private static final String ALERTMANAGER = "prom/alertmanager:v0.28.1";

  private PrometheusImage() {}

  static String prometheus() {
    return Images.name("HOLYSHEEP_PROMETHEUS_IMAGE", LOCAL, OFFICIAL);
  }

  static String alertmanager() {
    return Images.name("HOLYSHEEP_ALERTMANAGER_IMAGE", LOCAL, ALERTMANAGER);
  }

  /** A container that runs a shell line in {@code /alerts}, beside {@code /deploy}. */
  static GenericContainer<?> running(String line) {
    return container(prometheus(), line);
  }

  /**
   * A Prometheus that listens on this machine's loopback.
   *
   * @param config its configuration file, which stands beside the files of {@code alerts/}
   * @param flags further flags of its command line
   */
  static GenericContainer<?> serving(int port, String config, String... flags) {
    return running(
            "exec prometheus --config.file=/alerts/test.yml --storage.tsdb.path=/tmp/prometheus"
                + " --web.listen-address=127.0.0.1:"
                + port
                + " "
                + String.join(" ", flags))
        .withCopyToContainer(Transferable.of(config), "/alerts/test.yml")
        .waitingFor(Wait.forLogMessage(".*Server is ready to receive web requests.*", 1));
  }

  static GenericContainer<?> container(String image, String line) {
    return new GenericContainer<>(DockerImageName.parse(image))
        .withNetworkMode("host")
        .withCopyFileToContainer(MountableFile.forHostPath(Path.of("../alerts")), "/alerts")
        .withCopyFileToContainer(MountableFile.forHostPath(Path.of("../deploy")), "/deploy")
        .withCreateContainerCmdModifier(
            command ->
                command.withEntrypoint("sh", "-c").withUser("root").withWorkingDir("/alerts"))
        .withCommand(new String[] {line});
  }
}
