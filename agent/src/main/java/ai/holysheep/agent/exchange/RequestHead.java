package ai.holysheep.agent.exchange;

import ai.holysheep.agent.exchange.header.TraceContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the header fields of one request say of its trace and of those who pay for it. Each field is
 * read alone: one that cannot be read is counted, and is as if it were missing. Immutable.
 */
final class RequestHead {
  final @Nullable TraceContext trace;

  /** By the names of the option, those that the request has. */
  final Map<String, String> headers;

  /** The fingerprint of the API key. */
  final @Nullable String apiKey;

  private RequestHead(
      @Nullable TraceContext trace, Map<String, String> headers, @Nullable String apiKey) {
    this.trace = trace;
    this.headers = headers;
    this.apiKey = apiKey;
  }

  /**
   * Reads a request's head. Allocates nothing if there is nothing to know, and never throws what
   * the request throws.
   *
   * @return {@code null} if the head says nothing that the options ask for
   */
  static <Q> @Nullable RequestHead read(
      AttributionOptions options, RequestFields<Q> fields, Q request) {
    TraceContext trace = trace(fields, request);
    Map<String, String> headers = headers(options.headers, fields, request);
    String apiKey =
        options.ofApiKeys == null ? null : ApiKey.fingerprint(options.ofApiKeys, fields, request);
    return trace == null && headers.isEmpty() && apiKey == null
        ? null
        : new RequestHead(trace, headers, apiKey);
  }

  /** W3C's field counts first: a vendor's own field beside it may have half of the trace's id. */
  private static <Q> @Nullable TraceContext trace(RequestFields<Q> fields, Q request) {
    String parent = RequestField.read(fields, request, "traceparent");
    TraceContext trace = parent == null ? null : TraceContext.ofTraceparent(parent);
    if (trace == null) {
      trace = datadogTrace(fields, request);
    }
    if (trace == null) {
      String b3 = RequestField.read(fields, request, "b3");
      trace = b3 == null ? null : TraceContext.ofB3(b3);
    }
    return trace == null ? b3Trace(fields, request) : trace;
  }

  private static <Q> @Nullable TraceContext datadogTrace(RequestFields<Q> fields, Q request) {
    String id = RequestField.read(fields, request, "x-datadog-trace-id");
    return id == null
        ? null
        : TraceContext.ofDatadog(
            id,
            RequestField.read(fields, request, "x-datadog-parent-id"),
            RequestField.read(fields, request, "x-datadog-tags"),
            RequestField.read(fields, request, "x-datadog-sampling-priority"));
  }

  private static <Q> @Nullable TraceContext b3Trace(RequestFields<Q> fields, Q request) {
    String id = RequestField.read(fields, request, "X-B3-TraceId");
    return id == null
        ? null
        : TraceContext.ofB3(
            id,
            RequestField.read(fields, request, "X-B3-SpanId"),
            RequestField.read(fields, request, "X-B3-Sampled"));
  }

  private static <Q> Map<String, String> headers(
      String[] names, RequestFields<Q> fields, Q request) {
    Map<String, String> found = null;
    for (String name : names) {
      String value = RequestField.read(fields, request, name);
      String shown = value == null ? "" : HeaderText.of(value);
      if (!shown.isEmpty()) {
        found = found == null ? new LinkedHashMap<String, String>() : found;
        found.put(name, shown);
      }
    }
    return found == null
        ? Collections.<String, String>emptyMap()
        : Collections.unmodifiableMap(found);
  }
}
