package ai.holysheep.agent.tests.stack;

import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.DockerClientFactory;

/**
 * Which image of several: the one that the environment names, or that is here, or the official one.
 */
final class Images {
  private Images() {}

  static String name(String variable, String local, String official) {
    String named = System.getenv(variable);
    return named != null ? named : isHere(local) ? local : official;
  }

  private static boolean isHere(String image) {
    try {
      DockerClientFactory.instance().client().inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }
}
