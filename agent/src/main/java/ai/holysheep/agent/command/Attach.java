package ai.holysheep.agent.command;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent into a running JVM, and shows what it logs there until it serves metrics; or
 * switches it off or on there.
 */
final class Attach {
  /** Longer than an endpoint with TLS waits for the start of an application's logging. */
  private static final long REPLY_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** A JVM answers within a second, unless it is stopped or has no processor. */
  private static final long LOAD_SECONDS = 60;

  private static final int FAILED = 1;

  private final AgentLoader loader;
  private final PrintStream stdout;
  private final PrintStream stderr;
  private final long replyNanos;
  private final Path temporary;

  Attach(AgentLoader loader, PrintStream stdout, PrintStream stderr) {
    this(loader, stdout, stderr, REPLY_NANOS, Paths.get(System.getProperty("java.io.tmpdir")));
  }

  /**
   * @param temporary the folder in which the reply file gets a folder of its own
   */
  Attach(
      AgentLoader loader, PrintStream stdout, PrintStream stderr, long replyNanos, Path temporary) {
    this.loader = loader;
    this.stdout = stdout;
    this.stderr = stderr;
    this.replyNanos = replyNanos;
    this.temporary = temporary;
  }

  /** Returns the process's exit status. */
  int attach(String pid, String options) {
    int status =
        send(
            "attach",
            pid,
            options,
            Pattern.compile("] (metrics at |attached: |this JVM is watched already: )"),
            Pattern.compile("] (not installed|this JVM is watched already, but )"));
    if (status < 0) {
      stdout.println("attached; the process's stderr shows where its metrics are");
      return 0;
    }
    return status;
  }

  /** Returns the process's exit status. */
  int turn(boolean on, String pid) {
    String command = on ? "on" : "off";
    // An agent that has no switch takes the command for options.
    int status =
        send(
            command,
            pid,
            ":" + command,
            Pattern.compile("] (switched o|off already|on already)"),
            Pattern.compile("] (not switched|not installed|this JVM is watched already)"));
    if (status < 0) {
      stderr.println(
          command + ": process " + pid + " has not answered; its stderr shows what it did");
      return FAILED;
    }
    return status;
  }

  /** Returns the exit status, or -1 if the JVM has not said how it went. */
  private int send(String command, String pid, String arguments, Pattern success, Pattern failure) {
    String error;
    try {
      TargetProcess target = TargetProcess.of(pid);
      target.requireJvm();
      if (temporary.toString().indexOf('@') >= 0) {
        // The agent would take what is behind it for options.
        stderr.println(
            command
                + ": the path of the temporary folder has an @: "
                + temporary
                + "; set -Djava.io.tmpdir to another folder");
        return FAILED;
      }
      try (ReplyFile reply = ReplyFile.create(temporary)) {
        reply.giveTo(target.owner());
        load(pid, "@" + reply.path() + "@" + arguments);
        return reply.follow(stdout, replyNanos, success, failure);
      }
    } catch (ExecutionException e) {
      error = reason(pid, e.getCause());
    } catch (TimeoutException e) {
      error = "process " + pid + ": it has not answered within " + LOAD_SECONDS + " s";
    } catch (IOException | InterruptedException e) {
      error = reason(pid, e);
    }
    stderr.println(command + ": " + error);
    return FAILED;
  }

  /** On another thread: a JVM that is stopped never answers. */
  private void load(String pid, String arguments)
      throws ExecutionException, InterruptedException, TimeoutException {
    FutureTask<@Nullable Void> loading =
        new FutureTask<>(
            () -> {
              loader.load(pid, arguments);
              return null;
            });
    Thread thread = new Thread(loading, "attach");
    thread.setDaemon(true);
    thread.start();
    loading.get(LOAD_SECONDS, TimeUnit.SECONDS);
  }

  private static String reason(String pid, @Nullable Throwable e) {
    if (e instanceof ClassNotFoundException) {
      return "this Java has no attach API; run it with a JDK's java";
    }
    return "process "
        + pid
        + ": "
        + (e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e);
  }
}
