package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * The JDK sends a request a second time, also a POST, if the server closes the connection without a
 * response: {@code HttpClient.parseHTTP} then calls {@code writeRequests} and itself. This is
 * another attempt. After a redirect or a challenge {@code HttpURLConnection} calls them, and this
 * is the same attempt.
 */
final class Resend {
  private static final String CLIENT = "sun.net.www.http.HttpClient";

  private Resend() {}

  /** Whether {@code writeRequests}, which is on this thread's stack, sends the request again. */
  static boolean isOnStack(Exchange exchange) {
    if (!exchange.isRequestStarted()) {
      return false;
    }
    StackTraceElement[] stack = new Throwable().getStackTrace();
    for (int i = 0; i < stack.length - 1; i++) {
      if (isOfClient(stack[i], "writeRequests")) {
        return isOfClient(stack[i + 1], "parseHTTP");
      }
    }
    return false;
  }

  /** Up to JDK 25 also {@code parseHTTPHeader}, which {@code parseHTTP} calls, sends again. */
  private static boolean isOfClient(StackTraceElement frame, String method) {
    return frame.getClassName().equals(CLIENT) && frame.getMethodName().startsWith(method);
  }

  /** Ends the attempt and starts the next one, which the thread's scope has from then on. */
  static @Nullable Exchange next(Exchange previous) {
    previous.failed(new IOException("the server closed the connection without a response"));
    Object connection = previous.callKeyOr(previous);
    if (!(connection instanceof HttpURLConnection)) {
      return null;
    }
    Exchange next = ConnectionScope.start((HttpURLConnection) connection);
    return next == null ? null : replaced(next);
  }

  private static @Nullable Exchange replaced(Exchange next) {
    try {
      CurrentExchange.replace(next);
      return next;
    } catch (Throwable e) {
      next.abandon(e);
      return null;
    }
  }
}
