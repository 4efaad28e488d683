package ai.holysheep.agent.tests.stack;

import com.github.dockerjava.api.model.Bind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.containers.GenericContainer;

/** Containers with other JDKs, which see this project's files. */
final class JdkContainers implements AutoCloseable {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private final Map<Integer, GenericContainer<?>> containers = new ConcurrentHashMap<>();

  /** The command that starts a JVM in this module's folder, on this machine's network. */
  List<String> java(int jdk) {
    return List.of(
        "docker",
        "exec",
        "-i",
        "-w",
        PROJECT.resolve("agent-tests").toString(),
        containers.computeIfAbsent(jdk, JdkContainers::start).getContainerId(),
        "java");
  }

  @SuppressWarnings("resource")
  private static GenericContainer<?> start(int jdk) {
    GenericContainer<?> container =
        new GenericContainer<>(Images.jdk(jdk))
            .withNetworkMode("host")
            // Testcontainers' own method first pulls an image to check whether it can mount
            // folders.
            .withCreateContainerCmdModifier(
                command ->
                    command
                        .withEntrypoint("sleep", "3600")
                        .getHostConfig()
                        .withBinds(Bind.parse(PROJECT + ":" + PROJECT + ":ro")));
    container.start();
    return container;
  }

  @Override
  public void close() {
    containers.values().forEach(GenericContainer::stop);
  }
}
