package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Price;
import ai.holysheep.agent.pricing.Refusals;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a public table's entries, counts what is used of them, and limits them. */
final class EntryCollector {
  /** The largest table of 2026 has 3,000. */
  static final int MAX_ENTRIES = 20_000;

  private static final int MAX_NAME = 256;

  final Refusals refusals = new Refusals();
  private final @Nullable TableAudit audit;
  private final Set<String> names = new HashSet<>();
  private final Map<String, Price> prices = new HashMap<>();
  private final CardLimit limit = new CardLimit();
  private int entries;
  int used;
  int unused;

  EntryCollector(@Nullable TableAudit audit) {
    this.audit = audit;
  }

  /** Where the prices of entries go. */
  interface Target {
    /** Throws {@link IllegalArgumentException} if the entry must be refused. */
    void add(Price price);
  }

  /** Takes an entry that was read, and passes its price on if anything of it is used. */
  void take(TableEntry entry, Target target) throws IOException {
    if (++entries > MAX_ENTRIES) {
      throw new IOException("more than " + MAX_ENTRIES + " entries");
    }
    TableEntry.Use use = entry.settle();
    try {
      requireName(entry.name);
      if (use == TableEntry.Use.WHOLE || use == TableEntry.Use.PART) {
        target.add(price(entry));
      }
    } catch (IllegalArgumentException e) {
      entry.fail(String.valueOf(e.getMessage()));
      use = TableEntry.Use.BROKEN;
    }
    count(entry, use);
  }

  /** Many models have the prices of others, and share them. */
  private Price price(TableEntry entry) {
    String key = entry.priceKey();
    Price known = prices.get(key);
    if (known == null) {
      known = entry.toPrice();
      limit.add(known);
      prices.put(key, known);
    }
    return known.named(entry.name);
  }

  private void requireName(String name) {
    if (name.trim().isEmpty() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("its name does not have 1 to " + MAX_NAME + " characters");
    }
    if (!names.add(name)) {
      throw new IllegalArgumentException("it is in the table twice, and the first one counts");
    }
  }

  private void count(TableEntry entry, TableEntry.Use use) {
    if (use == TableEntry.Use.BROKEN) {
      refusals.add(entry.name, entry.reason());
    } else if (use == TableEntry.Use.NONE) {
      unused++;
    } else {
      used++;
    }
    if (audit != null) {
      audit.add(entry.group, entry.name, use, entry.reason());
    }
  }
}
