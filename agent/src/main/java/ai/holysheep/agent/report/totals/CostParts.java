package ai.holysheep.agent.report.totals;

import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.Field;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What calls cost by part. The parts of each call add up to its cost: what a line does not split is
 * {@link Part#OTHER}. Not thread-safe.
 */
public final class CostParts {
  /** What is paid for, as in the metric of costs by part. */
  public enum Part {
    INPUT(Field.COST_INPUT),
    CACHED_INPUT(Field.COST_CACHED_INPUT),
    CACHE_WRITE(Field.COST_CACHE_WRITE),
    OUTPUT(Field.COST_OUTPUT),
    REASONING(Field.COST_REASONING),
    AUDIO(Field.COST_AUDIO),
    IMAGE(Field.COST_IMAGE),
    TOOL(Field.COST_TOOL),
    REQUEST(Field.COST_REQUEST),
    /** The cost of lines that do not split it. */
    OTHER(Field.TOTAL_COST);

    private static final int SIZE = values().length;

    final Field field;

    Part(Field field) {
      this.field = field;
    }

    /** The key of the ledger, or {@code cost_other}. */
    public String key() {
      return "cost_" + name().toLowerCase(Locale.ROOT);
    }

    /** For people: {@code cached input}. */
    public String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final Part[] PARTS = Part.values();
  private static final int INPUT = Part.INPUT.ordinal();
  private static final int OUTPUT = Part.OUTPUT.ordinal();
  private static final int OTHER = Part.OTHER.ordinal();

  /** What has to be read. */
  public static final Set<Field> FIELDS = fields();

  private final ExactSum[] sums = new ExactSum[Part.SIZE];

  CostParts() {
    Arrays.setAll(sums, part -> new ExactSum());
  }

  private static Set<Field> fields() {
    Set<Field> fields = EnumSet.of(Field.INPUT_COST, Field.OUTPUT_COST);
    for (Part part : PARTS) {
      fields.add(part.field);
    }
    return Collections.unmodifiableSet(fields);
  }

  void add(Call call) {
    long[] parts = of(call);
    for (int i = 0; i < parts.length; i++) {
      sums[i].add(parts[i]);
    }
  }

  void addAll(CostParts other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i].addAll(other.sums[i]);
    }
  }

  BigInteger picodollars(Part part) {
    return sums[part.ordinal()].value();
  }

  /**
   * One call's cost in picodollars, by the ordinals of the parts. Older agents have written only
   * input and output.
   */
  public static long[] of(Call call) {
    long[] parts = new long[Part.SIZE];
    long total = call.costPicodollars();
    if (!readParts(call, parts, total)) {
      Arrays.fill(parts, 0);
      long input = call.count(Field.INPUT_COST);
      // Compared without a sum, which could be too large.
      if (input <= total && total - input == call.number(Field.OUTPUT_COST)) {
        parts[INPUT] = input;
        parts[OUTPUT] = total - input;
      } else {
        parts[OTHER] = total;
      }
    }
    return parts;
  }

  /** Whether the line has all parts, and they add up to its cost. */
  private static boolean readParts(Call call, long[] parts, long total) {
    long left = total;
    for (int i = 0; i < OTHER; i++) {
      parts[i] = call.number(PARTS[i].field);
      if (parts[i] < 0 || parts[i] > left) {
        return false;
      }
      left -= parts[i];
    }
    return left == 0;
  }
}
