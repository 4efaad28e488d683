package ai.holysheep.agent.usage;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The counts that a body has given so far, each path's on its own: {@code null} or a zero at one
 * path does not void what another path gives. {@link UsageRule} judges them together.
 *
 * <p>Streams report running totals, so a count of a later document replaces that of an earlier one;
 * a zero never replaces a count. A document that breaks off counts, but not if it breaks off in the
 * middle of a number.
 */
final class UsageCounts {
  /** A search, not the reading of a page that it found; and one that has been made. */
  private static final Words COUNTED_STATES = new Words("", "search", "completed");

  private final JsonField[] fields;
  private final int iterationsSlot;

  /** The counts of the documents that have ended; -1 for those that are missing. */
  private final long[] counts;

  private final DocumentCounts document;

  /** What {@link UsageRule} judges. Kept, so that a call allocates no other. */
  private final long[] figures = new long[JsonField.SIZE];

  private boolean isAnyCounted;

  /** The last key that leads to counts. The number that follows it is its count. */
  private @Nullable JsonPathNode key;

  private int keyScope;

  /** The list whose element is open. */
  private @Nullable JsonPathNode list;

  private int elementScope;
  private @Nullable JsonPathNode chosenCount;
  private long chosenTokens = -1;

  /** Whether the open element has done something that does not count, or has not done it. */
  private boolean hasOtherState;

  private @Nullable String iterationModel;
  private UsageIterations.Kind iterationKind = UsageIterations.Kind.UNKNOWN;

  private UsageIterations iterations = new UsageIterations();
  private UsageIterations documentIterations = new UsageIterations();

  UsageCounts(JsonPathNode root) {
    fields = root.slotFields();
    iterationsSlot = Arrays.asList(fields).indexOf(JsonField.ITERATIONS);
    counts = new long[fields.length];
    document = new DocumentCounts(fields);
    Arrays.fill(counts, -1);
  }

  void reset() {
    startDocument();
    iterations.clear();
    documentIterations.clear();
    iterationModel = null;
    if (isAnyCounted) {
      Arrays.fill(counts, -1);
      isAnyCounted = false;
    }
  }

  void startDocument() {
    document.clear();
    key = null;
  }

  void endDocument() {
    if (iterationsSlot >= 0 && document.isSet(iterationsSlot)) {
      UsageIterations earlier = iterations;
      iterations = documentIterations;
      documentIterations = earlier;
    }
    isAnyCounted |= document.moveTo(counts);
  }

  void startKey(JsonPathNode node, int scope) {
    key = node;
    keyScope = scope;
    document.removeBelow(node, scope);
    if (node.field() == JsonField.CHOSEN_TOKENS) {
      chosenTokens = -1;
    }
  }

  /** Sets the count of the last key. Returns {@code false} for a negative one, which is none. */
  boolean set(long count) {
    JsonPathNode node = key;
    if (node == null || count < 0) {
      return count >= 0;
    }
    if (node.field() == JsonField.CHOSEN_TOKENS) {
      chosenTokens = count;
    } else if (node.slot() >= 0) {
      document.put(node.slot(), count, keyScope);
    }
    return true;
  }

  void startElement(JsonPathNode newList, int scope) {
    list = newList;
    elementScope = scope;
    chosenCount = null;
    chosenTokens = newList.isTally() ? 1 : -1;
    hasOtherState = false;
    iterationModel = null;
    iterationKind = UsageIterations.Kind.UNKNOWN;
    if (newList.slot() >= 0) {
      if (!document.isSet(iterationsSlot) || document.isFromAnotherPlace(iterationsSlot, scope)) {
        documentIterations.clear();
      }
      removeIteration(newList);
    }
  }

  /** Takes a text of the open element. */
  void addText(JsonField field, ScalarBuffer text) {
    switch (field) {
      case CHOICE:
        chosenCount = list == null ? null : list.choice(text);
        break;
      case ELEMENT_STATE:
        hasOtherState |= !COUNTED_STATES.contain(text);
        break;
      case ITERATION_MODEL:
        iterationModel = text.length() == 0 ? null : text.toString();
        break;
      default:
        iterationKind = UsageIterations.Kind.of(text);
    }
  }

  /** A text of the list that the last key has. */
  void addListedText() {
    JsonPathNode node = key;
    if (node != null && node.slot() >= 0) {
      add(node.slot(), 1, keyScope);
    }
  }

  void endElement(JsonPathNode endedList) {
    JsonPathNode chosen = chosenCount;
    if (endedList.slot() >= 0) {
      Usage usage = UsageRule.judge(iterationFigures(endedList));
      documentIterations.add(iterationKind, iterationModel, usage);
      document.put(iterationsSlot, 1, elementScope);
      removeIteration(endedList);
    } else if (chosen != null && chosenTokens >= 0 && !hasOtherState) {
      add(chosen.slot(), chosenTokens, elementScope);
    }
    list = null;
    chosenCount = null;
  }

  /** Several elements with one text count together. */
  private void add(int slot, long more, int scope) {
    long before = document.isFromAnotherPlace(slot, scope) ? -1 : document.get(slot);
    long sum = Math.max(0, before) + more;
    if (sum > WholeNumber.MAX_PLAUSIBLE) {
      IgnoredValues.count(
          IgnoredValues.Source.BODY, "not a plausible sum of counts in the body: ", fields[slot]);
    }
    document.put(slot, Math.min(sum, WholeNumber.MAX_PLAUSIBLE), scope);
  }

  private long[] iterationFigures(JsonPathNode iterationsNode) {
    Arrays.fill(figures, -1);
    for (int slot = iterationsNode.slot() + 1; slot < iterationsNode.slotsEnd(); slot++) {
      addCandidate(fields[slot], document.get(slot));
    }
    return figures;
  }

  /** Adds what one path gives for a field. */
  private void addCandidate(JsonField field, long count) {
    int i = field.ordinal();
    boolean adds = field.type == JsonField.Type.PART;
    figures[i] = adds ? WholeNumber.sum(figures[i], count) : Math.max(figures[i], count);
  }

  private void removeIteration(JsonPathNode iterationsNode) {
    for (int slot = iterationsNode.slot() + 1; slot < iterationsNode.slotsEnd(); slot++) {
      document.remove(slot);
    }
  }

  /** Whether any document that has ended has given a count. */
  boolean isAnyCounted() {
    return isAnyCounted;
  }

  /**
   * The usage, or {@code null} if there are no counts.
   *
   * @param model the model that has answered
   */
  @Nullable Usage usage(@Nullable String model) {
    if (!isAnyCounted) {
      return null;
    }
    if (!collectFigures()) {
      return null;
    }
    Usage usage = UsageRule.judge(figures);
    Usage ofIterations = iterations.ownUsage(model);
    return ofIterations == null ? usage : usage.replacedBy(ofIterations);
  }

  /** Returns whether there are counts of tokens. */
  private boolean collectFigures() {
    Arrays.fill(figures, -1);
    boolean any = false;
    for (int slot = 0; slot < counts.length; slot++) {
      if (counts[slot] >= 0) {
        addCandidate(fields[slot], counts[slot]);
        any |= fields[slot].isOfTokens();
      }
    }
    return any;
  }

  /** What the body counts besides tokens, with the events that have each shown an image. */
  UnitCounts units(long imageEvents) {
    return isAnyCounted || imageEvents > 0
        ? UnitCounts.of(fields, counts, imageEvents)
        : UnitCounts.NONE;
  }

  /** See {@link UsageIterations#isFallback}. */
  boolean isFallback() {
    return iterations.isFallback();
  }

  /** What other models than the one that has answered have used. */
  List<ModelUsage> furtherUsages(@Nullable String model) {
    return iterations.furtherUsages(model);
  }
}
