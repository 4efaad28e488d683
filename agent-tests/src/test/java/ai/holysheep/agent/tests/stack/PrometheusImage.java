package ai.holysheep.agent.tests.stack;

import java.nio.file.Path;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A real Prometheus with promtool: {@code HOLYSHEEP_PROMETHEUS_IMAGE}, or one that this machine has
 * built, or the official one.
 */
final class PrometheusImage {
  private static final String LOCAL = "local/prometheus:3";
  private static final String OFFICIAL = "prom/prometheus:v3.5.0";

  private static final String ALERTMANAGER = "prom/alertmanager:v0.28.1";

  private PrometheusImage() {}

  /** As {@link #running}, with an Alertmanager and amtool: {@code HOLYSHEEP_ALERTMANAGER_IMAGE}. */
  static GenericContainer<?> alertmanager(String line) {
    return container(Images.name("HOLYSHEEP_ALERTMANAGER_IMAGE", LOCAL, ALERTMANAGER), line);
  }

  /** A container on the host's network that runs a shell line in {@code /alerts}. */
  static GenericContainer<?> running(String line) {
    return container(Images.name("HOLYSHEEP_PROMETHEUS_IMAGE", LOCAL, OFFICIAL), line);
  }

  /**
   * A Prometheus that serves this machine's loopback.
   *
   * @param config its own, beside the files of {@code alerts/}
   * @param flags more of its command line's
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

  private static GenericContainer<?> container(String image, String line) {
    return new GenericContainer<>(DockerImageName.parse(image))
        .withNetworkMode("host")
        .withCopyFileToContainer(MountableFile.forHostPath(Path.of("../alerts")), "/alerts")
        .withCreateContainerCmdModifier(
            command ->
                command.withEntrypoint("sh", "-c").withUser("root").withWorkingDir("/alerts"))
        .withCommand(new String[] {line});
  }
}
