package ai.holysheep.agent.command;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The file to which the agent in the other JVM writes its log lines until it serves metrics. */
final class ReplyFile {
  private static final long POLL_MILLIS = 50;

  private static final Pattern LAST_LINE =
      Pattern.compile("] (metrics at |attached: |this JVM is watched already)");

  private final File file;

  ReplyFile(File file) {
    this.file = file;
  }

  /**
   * Prints each complete line until the last one, or until the time is over. Returns the process's
   * exit status.
   */
  int follow(PrintStream stdout, long timeoutNanos) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int shown = 0;
    while (System.nanoTime() - start < timeoutNanos) {
      String text = new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8);
      String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n");
      for (; shown < lines.length && !lines[shown].isEmpty(); shown++) {
        String line = lines[shown];
        stdout.println(line);
        if (line.contains("] not installed")) {
          return 1;
        }
        if (LAST_LINE.matcher(line).find()) {
          return 0;
        }
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    stdout.println("attached; the process's stderr shows where its metrics are");
    return 0;
  }
}
