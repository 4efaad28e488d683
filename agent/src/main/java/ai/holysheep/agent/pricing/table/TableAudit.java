package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Refusals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of each entry of a price file, for people who check it. Not thread-safe. */
public final class TableAudit {
  /** Entries of one kind: LiteLLM's mode, or genai-prices' provider. */
  public static final class Group {
    private final int[] counts = new int[TableEntry.Use.values().length];

    public int entries() {
      int sum = 0;
      for (int count : counts) {
        sum += count;
      }
      return sum;
    }

    /** All of whose prices are used. */
    public int whole() {
      return counts[TableEntry.Use.WHOLE.ordinal()];
    }

    /** That have other prices besides, for what no answer counts. */
    public int inPart() {
      return counts[TableEntry.Use.PART.ordinal()];
    }

    /** That have no price for what an answer counts. */
    public int unused() {
      return counts[TableEntry.Use.NONE.ordinal()];
    }

    public int refused() {
      return counts[TableEntry.Use.BROKEN.ordinal()];
    }
  }

  private final Map<String, Group> groups = new TreeMap<>();
  private final Group all = new Group();
  private final List<String> lines = new ArrayList<>();

  void add(String group, String name, TableEntry.Use use, String reason) {
    groups.computeIfAbsent(group, none -> new Group()).counts[use.ordinal()]++;
    all.counts[use.ordinal()]++;
    if (use != TableEntry.Use.WHOLE) {
      lines.add(word(use) + name + ": " + reason);
    }
  }

  void addRefusals(Refusals refusals) {
    groups.computeIfAbsent("", none -> new Group()).counts[TableEntry.Use.BROKEN.ordinal()] +=
        refusals.count();
    all.counts[TableEntry.Use.BROKEN.ordinal()] += refusals.count();
    for (String line : refusals.lines()) {
      lines.add("refused: " + line);
    }
  }

  private static String word(TableEntry.Use use) {
    switch (use) {
      case BROKEN:
        return "refused: ";
      case NONE:
        return "not used: ";
      default:
        return "used in part: ";
    }
  }

  public Map<String, Group> groups() {
    return Collections.unmodifiableMap(groups);
  }

  public Group all() {
    return all;
  }

  /** A line for each entry that is not used as a whole, with the reason. */
  public List<String> lines() {
    return Collections.unmodifiableList(lines);
  }
}
