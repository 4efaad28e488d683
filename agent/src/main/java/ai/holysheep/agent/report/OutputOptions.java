package ai.holysheep.agent.report;

import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.format.Escape;
import ai.holysheep.agent.report.format.Format;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for a report's format, its length, and where it is written. */
final class OutputOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text (default), json, csv, html: one page with charts, or focus: a CSV table by the"
              + " FinOps specification FOCUS 1.2.")
  private Format format = Format.TEXT;

  @Option(names = "--out", paramLabel = "FILE", description = "Write to this file, not to stdout.")
  private @Nullable Path out;

  @Option(
      names = "--top",
      paramLabel = "N",
      description =
          "The N rows with the highest cost; one more row has the sum of the rest. Default: 50 in"
              + " text and html, all in json and csv.")
  private @Nullable Integer top;

  Format format() {
    return format;
  }

  /** Throws {@link IllegalArgumentException} for a negative {@code --top}. */
  int maxRows() {
    return maxRows(Integer.MAX_VALUE);
  }

  /**
   * @param most how many rows there are at most without {@code --top}
   */
  int maxRows(int most) {
    if (top != null && top < 0) {
      throw new IllegalArgumentException("--top " + top + ": at least 0");
    }
    return top == null ? Math.min(most, format.defaultMaxRows()) : top;
  }

  /** A table whose rows are added up by others has all of them. */
  void requireAllRows() {
    if (top != null) {
      throw new IllegalArgumentException("--top does not go with --format " + format);
    }
  }

  /** Writes the document's notes to stderr as well, if stdout does not show them. */
  void write(Document document, PrintStream stdout, PrintStream stderr) throws IOException {
    if (format.isTableOnly() || out != null) {
      document.notes().forEach(note -> stderr.println("report: " + Escape.forTerminal(note)));
    }
    byte[] bytes = format.write(document).getBytes(StandardCharsets.UTF_8);
    if (out == null) {
      stdout.write(bytes, 0, bytes.length);
      if (stdout.checkError()) {
        throw new IOException("stdout: not all of the report could be written");
      }
    } else {
      Files.write(out, bytes);
    }
  }
}
