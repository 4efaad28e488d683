package ai.holysheep.agent.tests.stack;

import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.DockerClientFactory;

/** Names of container images. */
final class Images {
  private Images() {}

  /**
   * The image that the environment variable names. If it is not set: the local image if this
   * machine has it, or else the official one.
   */
  static String name(String variable, String local, String official) {
    String named = System.getenv(variable);
    return named != null ? named : exists(local) ? local : official;
  }

  static boolean exists(String image) {
    try {
      DockerClientFactory.instance().client().inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }
}
