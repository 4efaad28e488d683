package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.adapter.apache5.Apache5Messages;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.Exchange;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Starts attempts of the asynchronous client and takes their responses. */
final class Apache5AsyncMessages {
  private static final Apache5Messages MESSAGES = new Apache5Messages("apache5-async");

  private Apache5AsyncMessages() {}

  static @Nullable Exchange start(HttpRequest request, @Nullable Object call) {
    return MESSAGES.start(request, call);
  }

  /**
   * Reports the head as it was sent.
   *
   * @param context knows it; it may be around one of the application's own class
   */
  static void requestHead(Exchange exchange, HttpClientContext context) {
    try {
      requestHead(exchange, context.getRequest());
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  /**
   * Reports the head as it was sent.
   *
   * @param request {@code null} if it is not known
   */
  static void requestHead(Exchange exchange, @Nullable HttpRequest request) {
    if (request != null) {
      MESSAGES.requestHead(exchange, request);
    }
  }

  static void requestContentType(Exchange exchange, HttpRequest request) {
    MESSAGES.requestContentType(exchange, request);
  }

  /**
   * @param entity {@code null}: the response has no body
   */
  static void response(Exchange exchange, HttpResponse response, @Nullable EntityDetails entity) {
    exchange.responseBodyStart();
    MESSAGES.responseHeaders(exchange, response);
    if (entity == null) {
      exchange.responseEnd();
    }
  }
}
