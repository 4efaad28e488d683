package ai.holysheep.agent.exchange;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownServiceException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Distinguishes timeouts, cancellations and network errors by the exception that was thrown. */
final class ExceptionClassifier {
  /** A chain of causes can be circular. */
  private static final int MAX_CAUSES = 8;

  /**
   * Messages of exceptions after a cancellation: OkHttp's; Apache's when it resets a cancelled
   * HTTP/2 stream; those of java.net.http, from JDK 21 on and in JDK 11 to 20; a socket's, to its
   * reader, when another thread of this JVM has closed it.
   */
  private static final List<String> CANCELLATION_MESSAGES =
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
        // java.net.http then closes the channel. The cause is that, and looks like a cancellation.
        return ErrorType.NETWORK;
      }
      if (isCancel(cause)) {
        return ErrorType.CANCELLED;
      }
      if (cause instanceof IOException || isHttpViolation(cause)) {
        found = ErrorType.NETWORK;
      }
    }
    // Without I/O among its causes this is the application's own exception: it gave the call up.
    return found;
  }

  /**
   * Whether a client throws this when it refuses a request by itself, if nothing was sent: an
   * executor or the rules of HTTP do not allow it, or the client may not use this scheme.
   */
  static boolean isRefusal(@Nullable Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      if (cause instanceof RejectedExecutionException
          || isHttpViolation(cause)
          || isUnsupportedScheme(cause)) {
        return true;
      }
    }
    return false;
  }

  /** OkHttp's for clear text where only TLS is allowed, and Apache's. */
  private static boolean isUnsupportedScheme(Throwable e) {
    return e instanceof UnknownServiceException
            && e.getMessage() != null
            && e.getMessage().startsWith("CLEARTEXT")
        || e.getClass().getSimpleName().equals("UnsupportedSchemeException");
  }

  private static boolean isTimeout(Throwable e) {
    return e instanceof SocketTimeoutException
        || e instanceof TimeoutException
        || e.getClass().getName().startsWith("java.net.http.HttpTimeout")
        || e.getClass().getName().startsWith("java.net.http.HttpConnectTimeout")
        // OkHttp's callTimeout, Apache's wait for a pooled connection, and HttpClient 4's connect
        // timeout, which has the socket's as its cause.
        || e instanceof InterruptedIOException
            && (mentions(e, "timeout") || mentions(e, "timed out"))
        || e instanceof ConnectException && isPoolTimeout((ConnectException) e);
  }

  /** HttpCore 4.4's reactor gives up a connection; its first versions did so without a message. */
  private static boolean isPoolTimeout(ConnectException e) {
    if (e.getMessage() != null) {
      return mentions(e, "timeout connecting");
    }
    StackTraceElement[] stack = e.getStackTrace();
    return stack.length > 0
        && stack[0].getClassName().startsWith("org.apache.http.nio.pool.")
        && stack[0].getMethodName().equals("timeout");
  }

  /** Apache's exceptions for a response that is not valid HTTP do not extend IOException. */
  private static boolean isHttpViolation(Throwable e) {
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
        // Another thread of this JVM closed the channel; one that the peer closed is at its end.
        || e instanceof ClosedChannelException
        || e instanceof InterruptedException
        || e instanceof InterruptedIOException
        || e instanceof IOException && CANCELLATION_MESSAGES.contains(e.getMessage());
  }

  private static boolean mentions(Throwable e, String word) {
    return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains(word);
  }
}
