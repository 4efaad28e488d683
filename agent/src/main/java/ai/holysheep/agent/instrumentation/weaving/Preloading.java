package ai.holysheep.agent.instrumentation.weaving;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Loads and links the classes of Byte Buddy that weaving needs, which is half of the work before
 * the first weaving. It does not initialize them, so it may run at the same time as a thread that
 * weaves.
 */
final class Preloading {
  private static final String CLASSES = "bytebuddy.txt";

  private Preloading() {}

  static void run() throws IOException {
    ClassLoader core = Preloading.class.getClassLoader();
    try (InputStream in = Preloading.class.getResourceAsStream(CLASSES);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        link(line.substring(0, line.length() - ".class".length()).replace('/', '.'), core);
      }
    }
  }

  /** Reading a class's constructors links the class and does not initialize it. */
  @SuppressWarnings("ReturnValueIgnored")
  private static void link(String className, ClassLoader loader) {
    try {
      Class.forName(className, false, loader).getConstructors();
    } catch (ClassNotFoundException | LinkageError e) {
      // Weaving loads the class later, or does not need it on this JVM.
    }
  }
}
