package ai.holysheep.agent.tests.stack;

import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

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

  /** An image with this version of the JDK: {@code HOLYSHEEP_JDK_IMAGE_8} and so on. */
  static DockerImageName jdk(int version) {
    return DockerImageName.parse(
        name(
            "HOLYSHEEP_JDK_IMAGE_" + version,
            "local/openjdk:" + version,
            "eclipse-temurin:" + version));
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
