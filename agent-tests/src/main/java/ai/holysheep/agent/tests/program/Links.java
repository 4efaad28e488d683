package ai.holysheep.agent.tests.program;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads and links hook classes of many versions, each in a loader of its own that sees nothing
 * else.
 */
public final class Links {
  private Links() {}

  /** {@code CLASS,CLASS... VERSION=JAR:JAR...}: prints each version with each class it has. */
  public static void main(String[] arguments) throws Exception {
    List<ClassLoader> alive = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      String version = arguments[i].substring(0, arguments[i].indexOf('='));
      String path = arguments[i].substring(version.length() + 1);
      ClassLoader loader = loader(path);
      alive.add(loader);
      for (String name : arguments[0].split(",")) {
        try {
          System.out.println(
              "LINKED " + version + " " + Class.forName(name, true, loader).getName());
        } catch (ClassNotFoundException notInThisVersion) {
          // Most are in some versions only.
        }
      }
    }
    System.out.println("DONE");
    Stdin.awaitLine();
    System.out.println(alive.size() + " versions");
  }

  private static ClassLoader loader(String path) throws Exception {
    List<URL> jars = new ArrayList<>();
    for (String jar : path.split(File.pathSeparator)) {
      jars.add(new File(jar).toURI().toURL());
    }
    return new URLClassLoader(
        jars.toArray(new URL[0]), ClassLoader.getSystemClassLoader().getParent());
  }
}
