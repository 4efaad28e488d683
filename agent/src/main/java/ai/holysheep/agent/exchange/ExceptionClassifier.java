package ai.holysheep.agent.exchange;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/**
 * Tells time-outs, cancellations and network failures apart by the exception that the application
 * gets.
 */
final class ExceptionClassifier {
  /** No chain of causes is followed further; they can be circular. */
  private static final int MAX_CAUSES = 8;

  /**
   * OkHttp's, then Apache's when it resets an HTTP/2 stream that was cancelled, then
   * java.net.http's of JDK 21 and later, and of JDK 11 to 20; then what a socket's reader gets when
   * another thread of this JVM has closed it.
   */
  private static final List<String> GIVEN_UP =
      Arrays.asList(
          "Canceled",
          "Cancelled",
          "Request cancelled",
          "connection closed locally",
          "Socket closed",
          "Socket is closed");

  private ExceptionClassifier() {}

  static ErrorType classify(Throwable thrown) {
    ErrorType found = ErrorType.CANCELLED;
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      if (isTimeout(cause)) {
        return ErrorType.TIMEOUT;
      }
      if (cause instanceof ConnectException) {
        // java.net.http then closes the channel, and tells of that as the cause.
        return ErrorType.NETWORK;
      }
      if (isCancel(cause)) {
        return ErrorType.CANCELLED;
      }
      // Neither I/O nor cancellation is left to an exception of the application's own, which gave
      // the call up by it.
      found = cause instanceof IOException || isNoHttp(cause) ? ErrorType.NETWORK : found;
    }
    return found;
  }

  private static boolean isTimeout(Throwable e) {
    return e instanceof SocketTimeoutException
        || e instanceof TimeoutException
        || e.getClass().getName().startsWith("java.net.http.HttpTimeout")
        || e.getClass().getName().startsWith("java.net.http.HttpConnectTimeout")
        // OkHttp's callTimeout, Apache's wait for a pooled connection, and HttpClient 4's connect
        // time-out, whose cause is the socket's.
        || e instanceof InterruptedIOException
            && (mentions(e, "timeout") || mentions(e, "timed out"))
        || e instanceof ConnectException && isOfThePool((ConnectException) e);
  }

  /** HttpCore 4.4's reactor gives a connection up; its first versions did so without a word. */
  private static boolean isOfThePool(ConnectException e) {
    if (e.getMessage() != null) {
      return mentions(e, "timeout connecting");
    }
    StackTraceElement[] stack = e.getStackTrace();
    return stack.length > 0
        && stack[0].getClassName().startsWith("org.apache.http.nio.pool.")
        && stack[0].getMethodName().equals("timeout");
  }

  /** Apache's exceptions for an answer that is no valid HTTP are none of {@code java.io}. */
  private static boolean isNoHttp(Throwable e) {
    for (Class<?> type = e.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals("org.apache.http.HttpException")
          || type.getName().equals("org.apache.hc.core5.http.HttpException")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCancel(Throwable e) {
    return e instanceof CancellationException
        // A channel that another thread of this JVM closed; one that the peer closed is at its end.
        || e instanceof ClosedChannelException
        || e instanceof InterruptedException
        || e instanceof InterruptedIOException
        || e instanceof IOException && GIVEN_UP.contains(e.getMessage());
  }

  private static boolean mentions(Throwable e, String word) {
    return e.getMessage() != null
        && e.getMessage().toLowerCase(java.util.Locale.ROOT).contains(word);
  }
}
