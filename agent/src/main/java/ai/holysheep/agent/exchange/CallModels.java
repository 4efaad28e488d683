package ai.holysheep.agent.exchange;

import ai.holysheep.agent.exchange.billing.Endpoint;
import org.jspecify.annotations.Nullable;

/** The models that a request and its response name. Immutable. */
final class CallModels {
  /**
   * What the request names, in its body or else in its path. The customer's own name for a model
   * stands back where the response names the model: only that has a price.
   */
  final @Nullable String requested;

  /** The response's model: the body's, or else the header's. */
  final @Nullable String answering;

  private final @Nullable String inHeader;

  CallModels(
      Endpoint endpoint,
      @Nullable String requestModel,
      @Nullable String responseModel,
      @Nullable String headerModel) {
    inHeader = headerModel;
    answering = firstKnown(nullIfEmpty(responseModel), headerModel);
    String inBody = nullIfEmpty(requestModel);
    String inPath = nullIfEmpty(endpoint.model);
    boolean isOtherName =
        inBody == null && inPath != null && endpoint.isDeployment && answering != null;
    requested = isOtherName ? answering : firstKnown(inBody, inPath);
  }

  /** The label: {@code unknown} if neither the request nor the response names a model. */
  String label() {
    String known = firstKnown(firstKnown(requested, inHeader), answering);
    return known == null ? "unknown" : known;
  }

  private static @Nullable String firstKnown(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }

  /** To Prometheus an empty label value is no label. */
  private static @Nullable String nullIfEmpty(@Nullable String name) {
    return name == null || name.isEmpty() ? null : name;
  }
}
