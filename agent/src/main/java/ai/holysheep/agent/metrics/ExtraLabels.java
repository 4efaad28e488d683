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
  private final CardinalityLimit callers;
  private final CardinalityLimit endpoints;
  private final Places combinations = new Places(MAX_COMBINATIONS);
  private final LabelOverflow callersOfCombinations;
  private final LabelOverflow endpointsOfCombinations;

  /**
   * @param overflow counts the calls whose caller or endpoint becomes {@code other}
   */
  ExtraLabels(@Nullable List<String> names, ExactCounter overflow) {
    this.names = names == null ? NONE : names.toArray(new String[0]);
    ExactSum ofCallers = overflow(LabelNames.CALLER, overflow);
    ExactSum ofEndpoints = overflow(LabelNames.ENDPOINT, overflow);
    callers = new CardinalityLimit(MAX_VALUES, usedUp(ofCallers, LabelNames.CALLER));
    endpoints = new CardinalityLimit(MAX_VALUES, usedUp(ofEndpoints, LabelNames.ENDPOINT));
    callersOfCombinations = combinationsUsedUp(ofCallers, LabelNames.CALLER);
    endpointsOfCombinations = combinationsUsedUp(ofEndpoints, LabelNames.ENDPOINT);
  }

  /** A label that is not there has no series. */
  private ExactSum overflow(String label, ExactCounter overflow) {
    return Arrays.asList(names).contains(label) ? overflow.series(label) : new ExactSum();
  }

  private static LabelOverflow usedUp(ExactSum calls, String label) {
    return new LabelOverflow(
        calls,
        MAX_VALUES
            + " values of the label "
            + label
            + " are used up; further ones are counted as \"other\"");
  }

  private static LabelOverflow combinationsUsedUp(ExactSum calls, String label) {
    return new LabelOverflow(
        calls,
        MAX_COMBINATIONS
            + " combinations of metrics.labels are used up; in further ones "
            + label
            + " is counted as \"other\"");
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

  /** Changes the labels' values of a call whose combination is not admitted. */
  void replaceByOthers(String[] values) {
    for (int i = 0; i < names.length; i++) {
      boolean hasClient = names[i].equals(LabelNames.CLIENT);
      if (!hasClient && !values[i].equals(CardinalityLimit.OTHER)) {
        boolean hasCaller = names[i].equals(LabelNames.CALLER);
        (hasCaller ? callersOfCombinations : endpointsOfCombinations).count();
        values[i] = CardinalityLimit.OTHER;
      }
    }
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
