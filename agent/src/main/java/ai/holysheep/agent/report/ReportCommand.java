package ai.holysheep.agent.report;

import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.format.Escape;
import ai.holysheep.agent.report.format.Format;
import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.LedgerFiles;
import ai.holysheep.agent.report.ledger.LedgerReader;
import ai.holysheep.agent.report.ledger.Period;
import ai.holysheep.agent.report.ledger.Progress;
import ai.holysheep.agent.report.totals.Breakdown;
import ai.holysheep.agent.report.totals.CallTotals;
import ai.holysheep.agent.report.totals.Dimension;
import ai.holysheep.agent.report.totals.ReportTotals;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
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

/** {@code java -jar holysheep-agent.jar report}: sums the calls in the ledger. */
@Command(
    name = "report",
    synopsisHeading = "usage: ",
    customSynopsis = {
      "report --dir DIR [--days N | --from DAY [--to DAY]] [--by KEY]",
      "              [--format FORMAT] [--out FILE] [--top N]",
      "              [--reprice [--pricing FILE] [--as-model MODEL] | --reconcile INVOICE]",
    },
    description = {
      "%nSums the calls in the ledger (ledger.dir) by model, caller, day, endpoint or error type:"
          + " calls, tokens, cost, error rate, latency.%n"
    },
    sortOptions = false,
    footer = {
      "%nCosts are in USD; JSON and CSV have them exactly. A day is a UTC day. Latency quantiles"
          + " are exact up to 128 calls per row, and within 0.4 %% above.",
      "%nExit status: 0 if all files were read, 1 if a file was not read or something failed, 2 for"
          + " wrong usage."
    })
public final class ReportCommand {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int MAX_MESSAGE = 1000;
  private static final String DAY_AND_MODEL = "day_and_model";

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

  @Mixin private OutputOptions outputOptions = new OutputOptions();

  @Mixin private RepriceOptions repriceOptions = new RepriceOptions();

  @Option(
      names = "--reconcile",
      paramLabel = "INVOICE",
      description =
          "Compare the ledger with an invoice: a CSV file with the columns date, model and cost"
              + " (USD). Default period: from the invoice's first day to its last.")
  private @Nullable Path invoice;

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
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
  public static int run(PrintStream stdout, PrintStream stderr, String... arguments)
      throws IOException {
    // UTF-8 whatever the platform's charset is, because other programs read reports too.
    PrintStream utf8 = new PrintStream(stdout, false, "UTF-8");
    return new ReportCommand(Clock.systemUTC(), utf8, stderr).execute(arguments);
  }

  int execute(String... arguments) {
    try {
      CommandLine line =
          new CommandLine(this)
              .setCaseInsensitiveEnumValuesAllowed(true)
              // A value that begins with @ is a value, not a file with more options.
              .setExpandAtFiles(false);
      line.parseArgs(arguments);
      if (help) {
        line.usage(stdout);
        stdout.flush();
        return 0;
      }
      return invoice == null ? reportCosts() : reconcile(Invoice.read(invoice));
    } catch (CommandLine.ParameterException | IllegalArgumentException e) {
      return fail(WRONG_USAGE, String.valueOf(e.getMessage()).split("\n", 2)[0]);
    } catch (NotDirectoryException e) {
      return fail(FAILED, e.getMessage() + " is not a folder");
    } catch (FileSystemException e) {
      return fail(FAILED, e.getFile() + ": " + e.getClass().getSimpleName());
    } catch (IOException e) {
      return fail(FAILED, String.valueOf(e.getMessage()));
    } catch (ExecutionException e) {
      return fail(FAILED, String.valueOf(e.getCause()));
    } catch (OutOfMemoryError e) {
      return fail(FAILED, "not enough memory, start it with a larger -Xmx");
    } catch (InterruptedException e) {
      return fail(FAILED, "interrupted");
    }
  }

  private int reportCosts() throws IOException, InterruptedException, ExecutionException {
    Period period = periodOptions.toPeriod(clock);
    int maxRows = outputOptions.maxRows();
    Set<Dimension> dimensions = dimensions();
    Repricing repricing = repriceOptions.toRepricing();
    LedgerReader<ReportTotals> reader =
        reader(period, keys(dimensions), repricing == null ? call -> 0 : repricing::cost);
    LedgerFiles files = LedgerFiles.find(folders, period);
    ReportTotals totals = reader.read(files, ReportTotals.maxBytes(dimensions.size()));

    Document.Builder document = new Document.Builder("What the calls cost", period.toString());
    CostReport report = new CostReport(totals, maxRows, repricing != null);
    report.addSummary(document);
    dimensions.forEach(dimension -> document.addSection(report.section(dimension)));
    if (repricing != null) {
      repricing.notes().forEach(document::addNote);
    }
    return finish(document, files, reader);
  }

  /** JSON always has the models as well, and HTML all keys except the endpoints. */
  private Set<Dimension> dimensions() {
    Set<Dimension> dimensions = new LinkedHashSet<>();
    if (outputOptions.format() == Format.HTML) {
      dimensions.add(Dimension.DAY);
      dimensions.add(Dimension.MODEL);
      dimensions.add(Dimension.CALLER);
      dimensions.add(Dimension.ERROR_TYPE);
    }
    dimensions.add(by == null ? Dimension.MODEL : by);
    if (outputOptions.format() == Format.JSON) {
      dimensions.add(Dimension.MODEL);
    }
    return dimensions;
  }

  private static Map<String, Function<Call, String>> keys(Set<Dimension> dimensions) {
    Map<String, Function<Call, String>> keys = new LinkedHashMap<>();
    dimensions.forEach(dimension -> keys.put(dimension.id(), dimension::key));
    return keys;
  }

  private int reconcile(List<Invoice.Row> rows)
      throws IOException, InterruptedException, ExecutionException {
    if (by != null || repriceOptions.areGiven()) {
      throw new IllegalArgumentException(
          "--reconcile goes with none of --by, --reprice, --pricing and --as-model");
    }
    Period period =
        periodOptions.areGiven() ? periodOptions.toPeriod(clock) : Reconciliation.periodOf(rows);
    int maxRows = outputOptions.maxRows();
    LedgerReader<ReportTotals> reader =
        reader(period, Collections.singletonMap(DAY_AND_MODEL, Reconciliation::key), call -> 0);
    LedgerFiles files = LedgerFiles.find(folders, period);
    Map<String, CallTotals> totals =
        reader.read(files, ReportTotals.maxBytes(1)).totalsBy(DAY_AND_MODEL);

    Document.Builder document =
        new Document.Builder("The invoice beside the ledger", period.toString());
    if (totals.containsKey(Breakdown.OTHER)) {
      document.addNote(
          "more than "
              + Breakdown.MAX_KEYS
              + " days of a model: some of the ledger's are in (other), ask for fewer days");
    }
    Reconciliation reconciliation = new Reconciliation(period, rows);
    reconciliation.addLedger(totals);
    boolean forPeople = outputOptions.format().isForPeople();
    new ReconciliationReport(reconciliation, maxRows, forPeople).addTo(document);
    return finish(document, files, reader);
  }

  private LedgerReader<ReportTotals> reader(
      Period period, Map<String, Function<Call, String>> keys, ToLongFunction<Call> repricing) {
    return new LedgerReader<>(
        () -> new ReportTotals(period, keys, repricing), new Progress(stderr));
  }

  /** Adds what the reader of a report has to know about the ledger, and writes the report. */
  private int finish(Document.Builder document, LedgerFiles files, LedgerReader<?> reader)
      throws IOException {
    files.notes().forEach(document::addNote);
    if (reader.skippedLines() > 0) {
      document.addNote("skipped lines, torn or not written by the agent: " + reader.skippedLines());
    }
    files.unread().notes().forEach(document::addNote);
    long unread = files.unread().count() + files.aboveLimit();
    document.addSummary("skipped_lines", Cell.count(reader.skippedLines()));
    document.addSummary("unread_files", Cell.count(unread));
    outputOptions.write(document.build(), stdout, stderr);
    return unread == 0 ? 0 : FAILED;
  }

  private int fail(int status, String why) {
    String line = Escape.forTerminal(why);
    stderr.println("report: " + line.substring(0, Math.min(line.length(), MAX_MESSAGE)));
    return status;
  }
}
