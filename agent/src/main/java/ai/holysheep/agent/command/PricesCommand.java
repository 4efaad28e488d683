package ai.holysheep.agent.command;

import ai.holysheep.agent.pricing.PriceExplanation;
import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.pricing.table.PriceTables;
import ai.holysheep.agent.pricing.table.TableAudit;
import ai.holysheep.agent.report.format.Escape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code java -jar holysheep-agent.jar prices}: checks a price file, and shows a model's price. */
@Command(
    name = "prices",
    synopsisHeading = "usage: ",
    customSynopsis = {
      "prices --check FILE",
      "       prices --show MODEL [--pricing FILE] [--at DATE]",
    },
    description = {
      "%nChecks a price file (pricing.file), or shows which entry prices a model, why, and at what"
          + " prices.%n"
    },
    sortOptions = false,
    footer = {
      "%nA price file has our own format, or is LiteLLM's model_prices_and_context_window.json or"
          + " genai-prices' data.json as it is.",
      "%nExit status: 0; 1 if the file or an entry of it cannot be read, or if the model has no"
          + " price of its own; 2 for wrong usage. Prices for what no answer counts, such as"
          + " characters, are listed and are no failure."
    })
final class PricesCommand {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int MAX_FILE_BYTES = 8 << 20;

  @Option(names = "--check", paramLabel = "FILE", description = "Check this price file.")
  private @Nullable Path check;

  @Option(names = "--show", paramLabel = "MODEL", description = "Show the price of this model.")
  private @Nullable String model;

  @Option(
      names = "--pricing",
      paramLabel = "FILE",
      description = "With --show: a file like pricing.file. Default: the built-in prices.")
  private @Nullable Path pricing;

  @Option(
      names = "--at",
      paramLabel = "DATE",
      description =
          "With --show: at this time (UTC), for example 2026-09-01 or 2026-09-01T16:30. Default:"
              + " now.")
  private @Nullable String at;

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  private boolean help;

  private final Clock clock;
  private final PrintStream stdout;
  private final PrintStream stderr;

  PricesCommand(Clock clock, PrintStream stdout, PrintStream stderr) {
    this.clock = clock;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Returns the process's exit status. */
  static int run(PrintStream stdout, PrintStream stderr, String... arguments) throws IOException {
    // UTF-8 whatever the platform's charset is, as the command report writes it.
    PrintStream utf8 = new PrintStream(stdout, false, "UTF-8");
    return new PricesCommand(Clock.systemUTC(), utf8, stderr).execute(arguments);
  }

  int execute(String... arguments) {
    try {
      CommandLine line = new CommandLine(this).setExpandAtFiles(false);
      line.parseArgs(arguments);
      int status = 0;
      if (help) {
        line.usage(stdout);
      } else if (check != null && model == null && pricing == null && at == null) {
        status = check(check);
      } else if (check == null && model != null) {
        status = show(model);
      } else {
        throw new IllegalArgumentException("give either --check FILE or --show MODEL");
      }
      stdout.flush();
      return status;
    } catch (CommandLine.ParameterException | IllegalArgumentException e) {
      return fail(WRONG_USAGE, String.valueOf(e.getMessage()).split("\n", 2)[0]);
    } catch (NoSuchFileException e) {
      return fail(FAILED, e.getFile() + ": there is no such file");
    } catch (IOException e) {
      return fail(FAILED, String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return fail(FAILED, "not enough memory, start it with a larger -Xmx");
    }
  }

  private static PriceTables read(Path file, @Nullable TableAudit audit) throws IOException {
    // For a file that is missing, this throws an exception that names it.
    long size = Files.size(file);
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": not a regular file");
    }
    if (size > MAX_FILE_BYTES) {
      throw new IOException(file + ": larger than " + MAX_FILE_BYTES + " bytes");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return PriceTables.read(in, PriceTable.builtIn(), audit);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private int check(Path file) throws IOException {
    TableAudit audit = new TableAudit();
    PriceTables read = read(file, audit);
    print(file + " has " + read.format + " (" + audit.all().entries() + " entries)");
    print("");
    String layout = "%-28s %8s %8s %8s %8s %8s";
    print(String.format(layout, "", "entries", "whole", "in part", "not used", "refused"));
    for (Map.Entry<String, TableAudit.Group> group : audit.groups().entrySet()) {
      String name = group.getKey().isEmpty() ? "(none)" : group.getKey();
      print(counts(layout, name, group.getValue()));
    }
    print(counts(layout, "all", audit.all()));
    print("");
    audit.lines().forEach(this::print);
    return audit.all().refused() == 0 ? 0 : FAILED;
  }

  private static String counts(String layout, String name, TableAudit.Group group) {
    return String.format(
        layout,
        name,
        group.entries(),
        group.whole(),
        group.inPart(),
        group.unused(),
        group.refused());
  }

  private int show(String name) throws IOException {
    long millis = millis();
    PriceTable prices = pricing == null ? PriceTable.builtIn() : read(pricing, null).table;
    PriceExplanation price = prices.explain(name, millis);
    print(name + " has the price of the entry " + price.entry + ": " + price.reason);
    print("spellings: " + String.join(", ", price.spellings));
    price.prices.forEach(this::print);
    return prices.hasPrice(name) ? 0 : FAILED;
  }

  private long millis() {
    if (at == null) {
      return clock.millis();
    }
    try {
      LocalDateTime time =
          at.indexOf('T') < 0 ? LocalDate.parse(at).atStartOfDay() : LocalDateTime.parse(at);
      return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--at " + at + ": a day is written as 2026-09-01, a time as 2026-09-01T16:30", e);
    }
  }

  /** Names of models can be anything. */
  private void print(String line) {
    stdout.println(Escape.forTerminal(line));
  }

  private int fail(int status, String why) {
    stdout.flush();
    stderr.println("prices: " + Escape.forTerminal(why));
    return status;
  }
}
