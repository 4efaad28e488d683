package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import java.util.Set;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/** Reports to an attempt the bytes of its request's body. */
final class TappedProducer implements AsyncEntityProducer {
  private final AsyncEntityProducer delegate;
  private final Exchange exchange;
  private final HttpClientContext context;
  private final boolean hasTypeInHead;

  /** Whether the body starts with the next byte: at first, and after the client has released it. */
  private volatile boolean atStart = true;

  /**
   * @param context knows the request as it was sent
   * @param hasTypeInHead whether the application has set the request's {@code Content-Type}
   */
  TappedProducer(
      AsyncEntityProducer delegate,
      Exchange exchange,
      HttpClientContext context,
      boolean hasTypeInHead) {
    this.delegate = delegate;
    this.exchange = exchange;
    this.context = context;
    this.hasTypeInHead = hasTypeInHead;
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    DataStreamChannel to = channel;
    try {
      to = tapped(channel);
    } catch (Throwable ignored) {
      // No stack is left.
    }
    delegate.produce(to);
  }

  private DataStreamChannel tapped(DataStreamChannel channel) {
    try {
      if (atStart) {
        atStart = false;
        Apache5AsyncMessages.requestHead(exchange, context);
        exchange.requestBodyStart();
      }
      return new TappedChannel(channel, exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
      return channel;
    }
  }

  @Override
  public void releaseResources() {
    atStart = true;
    delegate.releaseResources();
  }

  @Override
  public int available() {
    return delegate.available();
  }

  @Override
  public boolean isRepeatable() {
    return delegate.isRepeatable();
  }

  @Override
  public void failed(Exception cause) {
    delegate.failed(cause);
  }

  @Override
  public long getContentLength() {
    return delegate.getContentLength();
  }

  @Override
  public String getContentType() {
    String type = delegate.getContentType();
    try {
      contentType(type);
    } catch (Throwable ignored) {
      // No stack is left.
    }
    return type;
  }

  /** The client asks for it, and makes it a header field if the request has none. */
  private void contentType(@Nullable String type) {
    try {
      if (type != null && !hasTypeInHead) {
        exchange.requestContentType(type);
      }
    } catch (Throwable e) {
      exchange.abandon(e);
    }
  }

  @Override
  public String getContentEncoding() {
    return delegate.getContentEncoding();
  }

  @Override
  public boolean isChunked() {
    return delegate.isChunked();
  }

  @Override
  public Set<String> getTrailerNames() {
    return delegate.getTrailerNames();
  }

  @Override
  public String toString() {
    return delegate.toString();
  }
}
