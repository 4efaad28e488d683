package ai.holysheep.agent.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code java -jar holysheep-agent.jar report}: what the ledger's calls come to. */
@Command(
    name = "report",
    synopsisHeading = "usage: ",
    customSynopsis = {
      "report --dir DIR [--days N | --from DAY [--to DAY]] [--by KEY]",
      "              [--format FORMAT] [--out FILE] [--top N]",
      "              [--reprice [--pricing FILE] [--as-model MODEL] | --reconcile INVOICE]",
    },
    description = {
      "%nSums the ledger of every call (ledger.dir) by model, caller, day, endpoint or kind of"
          + " error: calls, tokens, cost, error rate, latency.%n"
    },
    sortOptions = false,
    footer = {
      "%nCosts are USD, exact in JSON and CSV. A day is a UTC day. Latency quantiles are exact up"
          + " to 128 calls a row, and within 0.4 %% above.",
      "%nEnds with 0 if every file was read, 1 if one was not or something failed, 2 for wrong"
          + " usage."
    })
public final class ReportCommand {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @Option(
      names = "--dir",
      required = true,
      paramLabel = "DIR",
      description = "The ledger's folder. May be given several times.")
  private List<Path> folders = new ArrayList<>();

  @Mixin private PeriodOptions periodOptions = new PeriodOptions();

  @Option(
      names = "--by",
      paramLabel = "KEY",
      description = "model (default), caller, day, endpoint or error_type.")
  private @Nullable Dimension by;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default), json, csv, or html: one page with charts.")
  private Format format = Format.TEXT;

  @Option(names = "--out", paramLabel = "FILE", description = "Write there, not to stdout.")
  private @Nullable Path out;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "The N dearest, the rest in one row. 50 in text and html, else all.")
  private @Nullable Integer top;

  @Mixin private RepriceOptions repriceOptions = new RepriceOptions();

  @Option(
      names = "--reconcile",
      paramLabel = "INVOICE",
      description =
          "Where a bill parts from the ledger: a CSV file with the columns date, model and cost"
              + " (USD). Its days, unless others are asked for.")
  private @Nullable Path invoice;

  @Option(names = "--help", usageHelp = true, description = "This.")
  private boolean help;

  private final Clock clock;
  private final PrintStream stdout;
  private final PrintStream stderr;

  ReportCommand(Clock clock, PrintStream stdout, PrintStream stderr) {
    this.clock = clock;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Returns the process's exit status. */
  public static int run(String... arguments) throws IOException {
    // A report in UTF-8 wherever it is made: its readers are other programs, too.
    PrintStream utf8 = new PrintStream(System.out, false, "UTF-8");
    return new ReportCommand(Clock.systemUTC(), utf8, System.err).execute(arguments);
  }

  int execute(String... arguments) {
    try {
      CommandLine line = new CommandLine(this).setCaseInsensitiveEnumValuesAllowed(true);
      line.parseArgs(arguments);
      if (help) {
        line.usage(stdout);
        stdout.flush();
        return 0;
      }
      return report();
    } catch (CommandLine.ParameterException | IllegalArgumentException e) {
      return fail(WRONG_USAGE, String.valueOf(e.getMessage()).split("\n", 2)[0]);
    } catch (NotDirectoryException e) {
      return fail(FAILED, e.getMessage() + " is not a folder");
    } catch (FileSystemException e) {
      return fail(FAILED, e.getFile() + ": " + e.getClass().getSimpleName());
    } catch (IOException | ExecutionException e) {
      return fail(FAILED, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      return fail(FAILED, "interrupted");
    }
  }

  private int report() throws IOException, InterruptedException, ExecutionException {
    return invoice == null ? spending() : reconciliation(Invoice.read(invoice));
  }

  private int spending() throws IOException, InterruptedException, ExecutionException {
    Period period = periodOptions.period(clock);
    Set<Dimension> dimensions = new LinkedHashSet<>(dimensions());
    Repricing repricing = repriceOptions.repricing();
    LedgerReader reader =
        reader(period, keys(dimensions), repricing == null ? call -> 0 : repricing::cost);
    LedgerFiles files = LedgerFiles.find(folders, period);
    ReportTotals figures = reader.read(files.found);
    CostReport spending = new CostReport(figures, rows(), repricing != null);
    Document document = new Document("What the calls cost", period.toString());
    if (repricing != null && repricing.guessed() > 0) {
      document.notes.add(
          "priced by default, which is a guess: " + repricing.guessed() + " of the calls");
    }
    files.note(document.notes);
    document.summary.putAll(spending.summary());
    dimensions.forEach(dimension -> document.sheets.add(spending.by(dimension)));
    return finish(document, figures, reader);
  }

  private int reconciliation(List<Invoice.Row> rows)
      throws IOException, InterruptedException, ExecutionException {
    if (by != null || repriceOptions.given()) {
      throw new IllegalArgumentException(
          "--reconcile goes with none of --by, --reprice, --pricing and --as-model");
    }
    Period period =
        periodOptions.given() ? periodOptions.period(clock) : Reconciliation.period(rows);
    LedgerReader reader =
        reader(period, Collections.singletonMap("day_and_model", Reconciliation::key), call -> 0);
    LedgerFiles files = LedgerFiles.find(folders, period);
    ReportTotals figures = reader.read(files.found);
    Document document =
        new Reconciliation(period, rows).compare(figures.by("day_and_model"), format, rows());
    files.note(document.notes);
    return finish(document, figures, reader);
  }

  private int rows() {
    return top == null ? format.rows : top;
  }

  private LedgerReader reader(
      Period period, Map<String, Function<Call, String>> keys, ToLongFunction<Call> repricing) {
    return new LedgerReader(
        () -> new ReportTotals(period, keys, repricing),
        new Progress(stderr, Progress.onTerminal()));
  }

  /** The one that was asked for first; JSON has the models in any case, a page everything. */
  private List<Dimension> dimensions() {
    Dimension first = by == null ? Dimension.MODEL : by;
    switch (format) {
      case JSON:
        return Arrays.asList(first, Dimension.MODEL);
      case HTML:
        return Arrays.asList(
            Dimension.DAY, Dimension.MODEL, Dimension.CALLER, Dimension.ERROR_TYPE, first);
      default:
        return Collections.singletonList(first);
    }
  }

  private static Map<String, Function<Call, String>> keys(Set<Dimension> dimensions) {
    Map<String, Function<Call, String>> keys = new LinkedHashMap<>();
    dimensions.forEach(dimension -> keys.put(dimension.id(), dimension::key));
    return keys;
  }

  private int finish(Document document, ReportTotals figures, LedgerReader reader)
      throws IOException {
    if (figures.skippedLines > 0) {
      document.notes.add(
          "skipped lines, torn or not written by the agent: " + figures.skippedLines);
    }
    reader.unreadable.forEach(
        (file, why) -> document.notes.add(file + " was not read to its end: " + why));
    document.summary.put("skipped_lines", figures.skippedLines);
    document.summary.put("unread_files", (long) reader.unreadable.size());
    if (format == Format.CSV || out != null) {
      document.notes.forEach(note -> stderr.println("report: " + Escape.terminal(note)));
    }
    write(format.write(document));
    return reader.unreadable.isEmpty() ? 0 : FAILED;
  }

  private void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (out == null) {
      stdout.write(bytes, 0, bytes.length);
      stdout.flush();
    } else {
      Files.write(out, bytes);
    }
  }

  private int fail(int status, String why) {
    stderr.println("report: " + Escape.terminal(why));
    return status;
  }
}
