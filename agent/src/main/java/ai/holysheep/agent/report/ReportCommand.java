package ai.holysheep.agent.report;

import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.format.Escape;
import ai.holysheep.agent.report.format.Format;
import ai.holysheep.agent.report.ledger.CallAccumulator;
import ai.holysheep.agent.report.ledger.Grouping;
import ai.holysheep.agent.report.ledger.Period;
import ai.holysheep.agent.report.ledger.Selection;
import ai.holysheep.agent.report.totals.LedgerTask;
import ai.holysheep.agent.report.waste.WasteReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
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
      "report --dir DIR [--days N | --from DAY [--to DAY]] [--no-previous]",
      "              [--by KEY[,KEY]] [--where KEY=VALUE]... [--parts]",
      "              [--format FORMAT] [--out FILE] [--top N]",
      "              [--reprice [--pricing FILE] [--as-model MODEL]",
      "               | --calls [--sort ORDER] [--errors] [--trace ID]",
      "               | --waste [--pricing FILE] | --reconcile INVOICE]",
    },
    description = {
      "%nSums the calls in the ledger (ledger.dir) by one key or two, or lists them: calls, tokens,"
          + " cost, error rate, latency.%n"
    },
    sortOptions = false,
    footer = {
      "%nKeys: model, entry (the feature), caller, service, host, day, month, endpoint, error_type,"
          + " error_code, status_code, waste, user, api_key, service_tier, client, label:NAME and"
          + " header:NAME. A name that is none of them is that of a label or a header.",
      "%nCosts are in USD; JSON and CSV have them exactly. A day is a UTC day. Latency quantiles"
          + " are exact up to 128 calls per row, and within 0.4 %% above.",
      "%nExit status: 0 if all files were read, 1 if a file was not read or something failed, 2 for"
          + " wrong usage."
    })
public final class ReportCommand {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int MAX_MESSAGE = 1000;

  @Option(
      names = "--dir",
      required = true,
      paramLabel = "DIR",
      description = "The ledger's folder. May be given several times.")
  private List<Path> folders = new ArrayList<>();

  @Mixin private PeriodOptions periodOptions = new PeriodOptions();

  @Mixin private KeyOptions keyOptions = new KeyOptions();

  @Option(
      names = "--parts",
      description = "Also show what the cost is for: input, cached input, output, tools, ...")
  private boolean byPart;

  @Mixin private OutputOptions outputOptions = new OutputOptions();

  @Mixin private RepriceOptions repriceOptions = new RepriceOptions();

  @Mixin private CallOptions callOptions = new CallOptions();

  @Option(
      names = "--waste",
      description =
          "What was paid for in vain; estimates of what the cache saved and missed, and of calls"
              + " whose usage is not known.")
  private boolean waste;

  @Mixin private FocusOptions focusOptions = new FocusOptions();

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
      return report();
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

  private int report() throws IOException, InterruptedException, ExecutionException {
    boolean isFocus = outputOptions.format() == Format.FOCUS;
    if (focusOptions.areGiven() && !isFocus) {
      throw new IllegalArgumentException("--provider and --billing-account need --format focus");
    }
    List<String> kinds = new ArrayList<>();
    addIf(invoice != null, "--reconcile", kinds);
    addIf(callOptions.areGiven(), "--calls", kinds);
    addIf(waste, "--waste", kinds);
    addIf(isFocus, "--format focus", kinds);
    String kind = kinds.isEmpty() ? "" : kinds.get(0);
    addIf(repriceOptions.areGiven() && !waste, "--reprice, --pricing and --as-model", kinds);
    addIf(byPart, "--parts", kinds);
    addIf(keyOptions.haveGrouping() && (invoice != null || callOptions.areGiven()), "--by", kinds);
    if (!kind.isEmpty() && kinds.size() > 1) {
      throw new IllegalArgumentException(
          kind + " does not go with " + String.join(", ", kinds.subList(1, kinds.size())));
    }
    if (invoice != null) {
      return reconcile(Invoice.read(invoice));
    }
    Period period = periodOptions.toPeriod(clock);
    if (isFocus) {
      outputOptions.requireAllRows();
      return run(focusOptions.toReport(keyOptions.grouping()), keyOptions.select(period));
    }
    if (waste) {
      return run(wasteReport(), keyOptions.select(period));
    }
    return callOptions.areGiven()
        ? run(callOptions.toTask(outputOptions), keyOptions.select(period))
        : reportCosts(keyOptions.select(period));
  }

  private static void addIf(boolean isGiven, String option, List<String> options) {
    if (isGiven) {
      options.add(option);
    }
  }

  private int reportCosts(Selection selection)
      throws IOException, InterruptedException, ExecutionException {
    if (periodOptions.hasPrevious()) {
      selection.withPrevious();
    }
    CostOptions options = new CostOptions();
    options.maxRows = outputOptions.maxRows();
    options.forPeople = outputOptions.format().isForPeople();
    options.previous = selection.previous();
    options.byPart = byPart;
    options.forecast = options.forPeople ? Forecast.of(selection.period(), clock) : null;
    Repricing repricing = repriceOptions.toRepricing();
    options.repriced = repricing != null;
    Grouping grouping = keyOptions.grouping();
    return run(new CostTask(grouping, outputOptions.format(), repricing, options), selection);
  }

  private WasteReport wasteReport() throws IOException {
    Grouping by = keyOptions.grouping();
    if (by != null && by.keys().size() > 1) {
      throw new IllegalArgumentException("--waste: one key in --by");
    }
    return new WasteReport(
        by == null ? null : by.keys().get(0),
        repriceOptions.toPrices(),
        outputOptions.maxRows(),
        outputOptions.format().isForPeople());
  }

  private int reconcile(List<Invoice.Row> rows)
      throws IOException, InterruptedException, ExecutionException {
    Period period =
        periodOptions.areGiven() ? periodOptions.toPeriod(clock) : Reconciliation.periodOf(rows);
    return run(
        new ReconciliationTask(
            new Reconciliation(period, rows),
            outputOptions.maxRows(),
            outputOptions.format().isForPeople()),
        keyOptions.select(period));
  }

  private <A extends CallAccumulator<A>> int run(LedgerTask<A> task, Selection selection)
      throws IOException, InterruptedException, ExecutionException {
    task.select(selection);
    LedgerRun<A> run = new LedgerRun<>(folders, selection, task, stderr);
    selection.requireKnownKeys();
    Document.Builder document = new Document.Builder(task.title(), selection.period().toString());
    if (!outputOptions.format().isTableOnly()) {
      keyOptions.conditions().forEach(condition -> document.addNote("only " + condition));
    }
    task.addTo(document, run.sums());
    run.addNotes(document);
    outputOptions.write(document.build(), stdout, stderr);
    return run.unreadFiles() == 0 ? 0 : FAILED;
  }

  private int fail(int status, String why) {
    String line = Escape.forTerminal(why);
    stderr.println("report: " + line.substring(0, Math.min(line.length(), MAX_MESSAGE)));
    return status;
  }
}
