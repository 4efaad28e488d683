package ai.holysheep.agent.tests;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the agent's descriptors say, read from the classes of which its jar is made. */
final class Descriptors {
  /**
   * A class that the agent instruments.
   *
   * @param client the label {@code client}
   * @param library the Maven artifact, or {@code jdk}
   * @param name the binary name
   */
  record Instrumented(String client, String library, String name, Object descriptor) {
    boolean isIn(String version) {
      return (Boolean) call(descriptor, "isIn", version);
    }
  }

  private Descriptors() {}

  /** In the agent's order. */
  static List<String> clients() {
    return all().stream().map(client -> (String) call(client, "name")).toList();
  }

  static List<Instrumented> classes() {
    List<Instrumented> classes = new ArrayList<>();
    for (Object client : all()) {
      for (Object each : (List<?>) call(client, "classes")) {
        classes.add(
            new Instrumented(
                (String) call(client, "name"),
                (String) call(each, "library"),
                ((String) call(each, "name")).replace('/', '.'),
                each));
      }
    }
    return classes;
  }

  private static List<?> all() {
    try {
      URL classes = Path.of("../agent/target/classes/").toUri().toURL();
      ClassLoader loader =
          new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
      Class<?> clients = loader.loadClass("ai.holysheep.agent.SupportedClients");
      return (List<?>) clients.getMethod("all").invoke(null);
    } catch (ReflectiveOperationException | java.net.MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  private static Object call(Object target, String method, Object... arguments) {
    try {
      Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {String.class};
      return target.getClass().getMethod(method, types).invoke(target, arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
