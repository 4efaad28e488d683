package ai.holysheep.agent.command;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Loads the agent into a JVM that runs already, and shows what it says there until it serves
 * metrics.
 */
final class Attach {
  /** Longer than the agent waits for an application's logging. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

  private static final long LOOK_MILLIS = 50;

  private static final Pattern LAST =
      Pattern.compile("] (metrics at |attached: |this JVM is watched already)");

  private Attach() {}

  /** Returns the process's exit status. */
  static int run(String pid, String options, File jar) {
    File reply = null;
    try {
      reply = File.createTempFile("holysheep-attach", ".txt");
      // The other JVM may run as another user.
      reply.setWritable(true, false);
      load(pid, "@" + reply + "@" + options, jar);
      return follow(reply);
    } catch (ClassNotFoundException e) {
      System.err.println("attach: this Java has no attach API; run it with a JDK's java");
    } catch (InvocationTargetException e) {
      System.err.println("attach: process " + pid + ": " + e.getCause());
    } catch (IOException | ReflectiveOperationException | InterruptedException e) {
      System.err.println("attach: process " + pid + ": " + e);
    } finally {
      if (reply != null && !reply.delete()) {
        reply.deleteOnExit();
      }
    }
    return 1;
  }

  private static void load(String pid, String arguments, File jar)
      throws IOException, ReflectiveOperationException {
    Class<?> type = Class.forName("com.sun.tools.attach.VirtualMachine", true, attachApi());
    Object machine = type.getMethod("attach", String.class).invoke(null, pid);
    try {
      type.getMethod("loadAgent", String.class, String.class)
          .invoke(machine, jar.getAbsolutePath(), arguments);
    } finally {
      type.getMethod("detach").invoke(machine);
    }
  }

  /** Of JDK 8 it is in a jar of its own; on later ones it is a module. */
  private static ClassLoader attachApi() throws IOException {
    File tools = new File(System.getProperty("java.home"), "../lib/tools.jar");
    return tools.exists()
        ? new URLClassLoader(new URL[] {tools.toURI().toURL()})
        : ClassLoader.getSystemClassLoader();
  }

  private static int follow(File reply) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int shown = 0;
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      String text = new String(Files.readAllBytes(reply.toPath()), StandardCharsets.UTF_8);
      String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n");
      for (; shown < lines.length && !lines[shown].isEmpty(); shown++) {
        String line = lines[shown];
        System.out.println(line);
        if (line.contains("] not installed")) {
          return 1;
        }
        if (LAST.matcher(line).find()) {
          return 0;
        }
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    System.out.println("attached; the process's own stderr tells where its metrics are");
    return 0;
  }
}
