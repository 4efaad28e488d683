package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.ResultHandler;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okhttp3.internal.http.RealResponseBody;
import okio.BufferedSource;
import okio.Okio;

/**
 * A codec of 3.13 or earlier has made a response's body. The application gets a body of the same
 * class with a tapped source.
 */
public final class ResponseBodyHandler extends ResultHandler<ResponseBody> {
  @Override
  protected ResponseBody onReturn(ResponseBody body) {
    Exchange exchange = CurrentExchange.get();
    if (exchange == null) {
      return body;
    }
    try {
      return tapped(body, exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
      return body;
    }
  }

  private static ResponseBody tapped(ResponseBody body, Exchange exchange) {
    MediaType mediaType = body.contentType();
    String type = mediaType == null ? null : mediaType.toString();
    long length = body.contentLength();
    BufferedSource source = Okio.buffer(TappedSource.start(body.source(), exchange));
    try {
      return new RealResponseBody(type, length, source);
    } catch (NoSuchMethodError olderThan39) {
      return OlderBody.create(type, length, source);
    }
  }
}
