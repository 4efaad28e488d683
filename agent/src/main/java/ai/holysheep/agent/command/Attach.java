package ai.holysheep.agent.command;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.TimeUnit;

/** Loads the agent into a running JVM, and shows what it logs there until it serves metrics. */
final class Attach {
  /** Longer than the agent waits for the start of an application's logging. */
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final AgentLoader loader;
  private final PrintStream stdout;
  private final PrintStream stderr;

  Attach(AgentLoader loader, PrintStream stdout, PrintStream stderr) {
    this.loader = loader;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Returns the process's exit status. */
  int run(String pid, String options) {
    File reply = null;
    try {
      reply = File.createTempFile("holysheep-attach", ".txt");
      // The other JVM may run as another user.
      reply.setWritable(true, false);
      loader.load(pid, "@" + reply + "@" + options);
      return new ReplyFile(reply).follow(stdout, TIMEOUT_NANOS);
    } catch (ClassNotFoundException e) {
      stderr.println("attach: this Java has no attach API; run it with a JDK's java");
    } catch (InvocationTargetException e) {
      stderr.println("attach: process " + pid + ": " + e.getCause());
    } catch (IOException | ReflectiveOperationException | InterruptedException e) {
      stderr.println("attach: process " + pid + ": " + e);
    } finally {
      if (reply != null && !reply.delete()) {
        reply.deleteOnExit();
      }
    }
    return 1;
  }
}
