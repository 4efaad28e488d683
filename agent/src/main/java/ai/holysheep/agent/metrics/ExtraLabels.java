package ai.holysheep.agent.metrics;

import ai.holysheep.agent.exchange.CallRecord;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels that {@code metrics.labels} adds to requests, tokens and cost. Callers and endpoints
 * are limited: a service that builds paths from ids would make series for each of them.
 */
final class ExtraLabels {
  /** The names that {@code metrics.labels} allows. */
  static final List<String> ALLOWED =
      Collections.unmodifiableList(
          Arrays.asList(LabelNames.CALLER, LabelNames.ENDPOINT, LabelNames.CLIENT));

  private static final int MAX_VALUES = 50;

  /** Of all models together: fifty callers with fifty endpoints each would be 2,500 a model. */
  private static final int MAX_COMBINATIONS = 5_000;

  private static final String UNKNOWN = "unknown";
  private static final String[] NONE = {};

  private final String[] names;
  private final CardinalityLimit callers = new CardinalityLimit(MAX_VALUES);
  private final CardinalityLimit endpoints = new CardinalityLimit(MAX_VALUES);
  private final Places combinations = new Places(MAX_COMBINATIONS);

  ExtraLabels(@Nullable List<String> names) {
    this.names = names == null ? NONE : names.toArray(new String[0]);
  }

  boolean isEmpty() {
    return names.length == 0;
  }

  String[] names() {
    return names.clone();
  }

  /** The labels' values for a call, in the order of {@link #names}. */
  String[] values(CallRecord call) {
    String[] values = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = value(names[i], call);
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

  /** The labels' values for a call whose combination is not admitted. */
  String[] others(CallRecord call) {
    String[] values = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = names[i].equals(LabelNames.CLIENT) ? call.client : CardinalityLimit.OTHER;
    }
    return values;
  }

  private String value(String name, CallRecord call) {
    switch (name) {
      case LabelNames.CALLER:
        return call.caller == null ? UNKNOWN : callers.admit(call.caller);
      case LabelNames.ENDPOINT:
        return call.endpoint == null ? UNKNOWN : endpoints.admit(call.endpoint);
      default:
        return call.client;
    }
  }

  static String[] concat(String[] first, String[] second) {
    String[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
