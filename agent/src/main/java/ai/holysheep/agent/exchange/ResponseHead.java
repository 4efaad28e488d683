package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.usage.WholeNumber;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the header fields of one response say. Each field is read alone: one that cannot be read is
 * counted, and is as if it were missing.
 */
final class ResponseHead {
  private static final String EVENT_STREAM = "text/event-stream";

  final GatewayHeaders gateway;

  /** The value of {@code Content-Length}, or -1. */
  final long contentLength;

  final @Nullable String contentEncoding;

  /** Whether the server says that the body is a stream of events. */
  final boolean isEventStream;

  /**
   * @param costScale multiplies the gateway's reported cost
   */
  ResponseHead(HeaderLookup headers, BigDecimal costScale) {
    gateway = gateway(headers, costScale);
    contentLength = WholeNumber.parse(field(headers, "Content-Length"));
    contentEncoding = field(headers, "Content-Encoding");
    isEventStream = isEventStream(field(headers, "Content-Type"));
  }

  private static boolean isEventStream(@Nullable String contentType) {
    return contentType != null
        && contentType.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
  }

  private static GatewayHeaders gateway(HeaderLookup headers, BigDecimal costScale) {
    try {
      return new GatewayHeaders(headers, costScale);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return GatewayHeaders.NONE;
    }
  }

  private static @Nullable String field(HeaderLookup headers, String name) {
    try {
      return headers.first(name);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return null;
    }
  }
}
