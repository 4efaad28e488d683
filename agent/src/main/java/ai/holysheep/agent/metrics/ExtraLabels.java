package ai.holysheep.agent.metrics;

import ai.holysheep.agent.exchange.CallRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels beyond the usual that the operator asks for on requests, tokens and cost. Callers and
 * endpoints are bounded: a service that builds paths from ids would make a series of each.
 */
final class ExtraLabels {
  private static final int MAX_VALUES = 50;
  private static final String UNKNOWN = "unknown";
  private static final String[] NONE = {};

  private final String[] names;
  private final BoundedValues callers = new BoundedValues(MAX_VALUES);
  private final BoundedValues endpoints = new BoundedValues(MAX_VALUES);

  ExtraLabels(@Nullable List<String> names) {
    this.names = names == null ? NONE : names.toArray(new String[0]);
  }

  boolean none() {
    return names.length == 0;
  }

  /** These labels' names behind others. */
  String[] behind(String... first) {
    return joined(first, names);
  }

  /** Their values for a call, in the order of their names. */
  String[] of(CallRecord call) {
    String[] values = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = value(names[i], call);
    }
    return values;
  }

  private String value(String name, CallRecord call) {
    switch (name) {
      case "caller":
        return call.caller == null ? UNKNOWN : callers.of(call.caller);
      case "endpoint":
        return call.endpoint == null ? UNKNOWN : endpoints.of(call.endpoint);
      default:
        return call.client;
    }
  }

  static String[] joined(String[] first, String[] second) {
    String[] all = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
