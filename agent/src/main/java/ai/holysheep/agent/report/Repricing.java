package ai.holysheep.agent.report;

import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.pricing.Refusals;
import ai.holysheep.agent.pricing.table.PriceTables;
import ai.holysheep.agent.report.ledger.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What calls would have cost with other prices or on another model. Thread-safe. */
final class Repricing {
  private static final int MAX_FILE_BYTES = 8 << 20;

  private final PriceTable prices;
  private final Refusals refusals;
  private final @Nullable String asModel;

  /** Of models that have no price of their own. */
  private final LongAdder guessedCalls = new LongAdder();

  /**
   * That have a cost or tokens, but none by these prices: the model is paid by another unit, or the
   * cost would be above nine million USD, which is not plausible.
   */
  private final LongAdder unpricedCalls = new LongAdder();

  /**
   * @param file a file like {@code pricing.file}; {@code null}: the built-in prices
   * @param asModel all calls are priced as calls to this model; {@code null}: to their own
   */
  Repricing(@Nullable Path file, @Nullable String asModel) throws IOException {
    this.asModel = asModel;
    PriceTables read = readPrices(file);
    prices = read.table;
    refusals = read.refusals;
    if (asModel != null && !prices.hasPrice(asModel)) {
      throw new IllegalArgumentException(
          "--as-model " + asModel + " has no price of its own: give it one by --pricing");
    }
  }

  /**
   * @param file a file like {@code pricing.file}; {@code null}: the built-in prices
   */
  static PriceTables readPrices(@Nullable Path file) throws IOException {
    try {
      if (file == null) {
        return PriceTables.builtIn();
      }
      InputStream in = new ByteArrayInputStream(InputFile.read(file, MAX_FILE_BYTES));
      return PriceTables.read(in, PriceTable.builtIn(), null);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("--pricing " + file + ": " + e.getMessage(), e);
    }
  }

  /** What the reader of the report has to know, in sentences. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (String refused : refusals.lines()) {
      notes.add("refused in --pricing: " + refused);
    }
    if (guessedCalls.sum() > 0) {
      notes.add("priced by default, which is a guess: " + guessedCalls.sum() + " of the calls");
    }
    if (unpricedCalls.sum() > 0) {
      notes.add(
          "repriced as 0, since these prices have no plausible cost for them: "
              + unpricedCalls.sum());
    }
    return notes;
  }

  /** In picodollars; 0 for a call that used nothing, and for an unpriced one. */
  long cost(Call call) {
    Cost cost = prices.cost(asModel == null ? call.model() : asModel, call.consumption());
    if (cost == null) {
      if (call.hasCost() || call.inputTokens() > 0 || call.outputTokens() > 0) {
        unpricedCalls.increment();
      }
      return 0;
    }
    if (!cost.hasOwnPrice && !call.isPart()) {
      guessedCalls.increment();
    }
    return cost.total();
  }
}
