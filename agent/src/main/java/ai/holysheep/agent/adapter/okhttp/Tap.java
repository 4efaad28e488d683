package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.Exchange;
import java.io.OutputStream;
import okio.Buffer;

/**
 * Reports to an attempt bytes of a {@code Buffer}. The buffer passes its segments, so nothing is
 * copied.
 */
final class Tap extends OutputStream {
  private final Exchange exchange;
  private final boolean ofRequest;

  private Tap(Exchange exchange, boolean ofRequest) {
    this.exchange = exchange;
    this.ofRequest = ofRequest;
  }

  static Tap ofRequest(Exchange exchange) {
    return new Tap(exchange, true);
  }

  static Tap ofResponse(Exchange exchange) {
    return new Tap(exchange, false);
  }

  /** Wrong arguments must fail in the client, as without the agent. */
  void report(Buffer buffer, long offset, long length) {
    try {
      buffer.copyTo(this, offset, length);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.USAGE, e);
    }
  }

  @Override
  public void write(int b) {
    try {
      write(new byte[] {(byte) b}, 0, 1);
    } catch (Throwable ignored) {
      // No stack is left.
    }
  }

  @Override
  public void write(byte[] b, int offset, int length) {
    try {
      if (ofRequest) {
        exchange.requestBodyBytes(b, offset, length);
      } else {
        exchange.responseBodyBytes(b, offset, length);
      }
    } catch (Throwable e) {
      try {
        exchange.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
  }
}
