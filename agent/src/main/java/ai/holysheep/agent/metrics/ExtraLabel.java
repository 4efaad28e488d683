package ai.holysheep.agent.metrics;

import ai.holysheep.agent.config.HeaderLabel;
import ai.holysheep.agent.exchange.CallRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One label of {@code metrics.labels}. The values of all but {@code client} come from outside, so
 * they are limited: a service that builds paths from ids would make series for each of them.
 */
final class ExtraLabel {
  private static final int MAX_VALUES = 50;
  private static final String UNKNOWN = "unknown";

  final String name;

  /** The header field whose label this is; {@code null} if it is none's. */
  private final @Nullable String header;

  private final @Nullable CardinalityLimit limit;
  private final @Nullable LabelOverflow ofCombinations;

  /**
   * @param headers {@code attribution.headers}
   * @param maxCombinations of the values of all labels
   * @param overflow counts the calls whose value becomes {@code other}
   */
  ExtraLabel(
      String name, @Nullable List<String> headers, int maxCombinations, ExactCounter overflow) {
    this.name = name;
    header = headerOf(name, headers);
    if (name.equals(LabelNames.CLIENT)) {
      limit = null;
      ofCombinations = null;
      return;
    }
    ExactSum calls = overflow.series(name);
    limit =
        new CardinalityLimit(
            MAX_VALUES,
            new LabelOverflow(
                calls,
                MAX_VALUES
                    + " values of the label "
                    + name
                    + " are used up; further ones are counted as \"other\""));
    ofCombinations =
        new LabelOverflow(
            calls,
            maxCombinations
                + " combinations of metrics.labels are used up; in further ones "
                + name
                + " is counted as \"other\"");
  }

  private static @Nullable String headerOf(String name, @Nullable List<String> headers) {
    if (headers != null) {
      for (String header : headers) {
        if (HeaderLabel.of(header).equals(name)) {
          return header;
        }
      }
    }
    return null;
  }

  /** The label's value for a call. */
  String value(CallRecord call) {
    String value = valueIn(call);
    if (value == null || value.isEmpty()) {
      // To Prometheus an empty value is no label.
      return UNKNOWN;
    }
    return limit == null ? value : limit.admit(value);
  }

  private @Nullable String valueIn(CallRecord call) {
    if (header != null) {
      return call.attribution.headers.get(header);
    }
    switch (name) {
      case LabelNames.CALLER:
        return call.caller;
      case LabelNames.ENTRY:
        return call.entry;
      case LabelNames.ENDPOINT:
        return call.endpoint;
      case LabelNames.USER:
        return call.attribution.user;
      case LabelNames.API_KEY:
        return call.attribution.apiKey;
      default:
        return call.client;
    }
  }

  /** The value of a call whose combination of values has no series of its own. */
  String otherThan(String value) {
    if (ofCombinations == null || value.equals(CardinalityLimit.OTHER)) {
      return value;
    }
    ofCombinations.count();
    return CardinalityLimit.OTHER;
  }
}
