package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.HookHandler;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okhttp3.internal.http.RealResponseBody;
import okio.BufferedSource;
import okio.Okio;
import okio.Sink;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * A connection has made the sink for a request's body, or the source of a response's: below every
 * object that the application sees.
 */
public final class CodecHandler extends HookHandler {
  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    Exchange exchange = CurrentExchange.get();
    if (exchange == null) {
      return returned;
    }
    if (returned instanceof Sink) {
      exchange.requestBodyStart();
      return new TappedSink((Sink) returned, exchange);
    }
    if (returned instanceof Source) {
      return tapped((Source) returned, exchange);
    }
    return returned instanceof ResponseBody ? tapped((ResponseBody) returned, exchange) : returned;
  }

  private static Source tapped(Source source, Exchange exchange) {
    exchange.responseBodyStart();
    TappedSource tapped = new TappedSource(source, exchange);
    exchange.endWhenCollected(tapped);
    return tapped;
  }

  /** Up to 3.13: a body of the same class as the codec's own, around a tapped source. */
  private static ResponseBody tapped(ResponseBody body, Exchange exchange) {
    MediaType mediaType = body.contentType();
    String type = mediaType == null ? null : mediaType.toString();
    long length = body.contentLength();
    BufferedSource source = Okio.buffer(tapped((Source) body.source(), exchange));
    try {
      return new RealResponseBody(type, length, source);
    } catch (NoSuchMethodError olderThan39) {
      return OlderBody.of(type, length, source);
    }
  }
}
