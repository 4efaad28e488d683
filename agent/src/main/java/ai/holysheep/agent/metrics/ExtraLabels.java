package ai.holysheep.agent.metrics;

import ai.holysheep.agent.exchange.CallRecord;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels that {@code metrics.labels} adds to requests, tokens and cost. */
final class ExtraLabels {
  /** The names that {@code metrics.labels} allows, beside the labels of header fields. */
  static final List<String> ALLOWED =
      Collections.unmodifiableList(
          Arrays.asList(
              LabelNames.CALLER,
              LabelNames.ENTRY,
              LabelNames.ENDPOINT,
              LabelNames.CLIENT,
              LabelNames.USER,
              LabelNames.API_KEY));

  /** Of all models together: fifty callers with fifty endpoints each would be 2,500 a model. */
  private static final int MAX_COMBINATIONS = 5_000;

  private final ExtraLabel[] labels;
  private final Places combinations = new Places(MAX_COMBINATIONS);

  /**
   * @param headers {@code attribution.headers}, whose labels may be among the names
   * @param overflow counts the calls whose value of a label becomes {@code other}
   */
  ExtraLabels(@Nullable List<String> names, @Nullable List<String> headers, ExactCounter overflow) {
    labels = new ExtraLabel[names == null ? 0 : names.size()];
    for (int i = 0; names != null && i < labels.length; i++) {
      labels[i] = new ExtraLabel(names.get(i), headers, MAX_COMBINATIONS, overflow);
    }
  }

  boolean isEmpty() {
    return labels.length == 0;
  }

  String[] names() {
    String[] names = new String[labels.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = labels[i].name;
    }
    return names;
  }

  /** The labels' values for a call, in the order of {@link #names}. */
  String[] values(CallRecord call) {
    String[] values = new String[labels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = labels[i].value(call);
    }
    return values;
  }

  /** Whether there may be one more combination of a model and these labels' values. */
  boolean admitsCombination() {
    return combinations.take();
  }

  /** Another thread has just added the combination that was admitted. */
  void giveCombinationBack() {
    combinations.giveBack();
  }

  /** Changes the labels' values of a call whose combination is not admitted. */
  void replaceByOthers(String[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = labels[i].otherThan(values[i]);
    }
  }

  static String[] concat(String[] first, String[] second) {
    String[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
