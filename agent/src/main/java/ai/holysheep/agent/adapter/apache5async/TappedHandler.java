package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.adapter.apache5.Apache5Messages;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.Exchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * The application's handler of one exchange. The attempt starts with the request, because only then
 * the host is known, and gets each signal first.
 */
final class TappedHandler implements AsyncClientExchangeHandler {
  private final AsyncClientExchangeHandler delegate;
  private final CancelProbe probe;
  private volatile @Nullable Exchange exchange;
  private volatile @Nullable CancellableDependency cancellable;

  TappedHandler(AsyncClientExchangeHandler delegate, CancelProbe probe) {
    this.delegate = delegate;
    this.probe = probe;
  }

  /**
   * The object that knows whether the application has cancelled the call. The call may run already.
   */
  void setCancellable(CancellableDependency call) {
    cancellable = call;
    classifyWithProbe();
  }

  private void classifyWithProbe() {
    Exchange watched = exchange;
    CancellableDependency call = cancellable;
    if (watched != null && call != null) {
      watched.classifyWith(probe, call);
    }
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    delegate.produceRequest(
        (request, entity, sameContext) -> {
          start(request);
          channel.sendRequest(request, entity, sameContext);
        },
        context);
  }

  private void start(@Nullable HttpRequest request) {
    try {
      URIAuthority authority = request == null ? null : request.getAuthority();
      if (request != null
          && authority != null
          && exchange == null
          && Apache5Messages.isWatched(request.getScheme(), authority)) {
        Exchange started = Apache5AsyncMessages.start(request, request);
        if (started != null) {
          started.endWhenCollected(this);
        }
        exchange = started;
        classifyWithProbe();
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, e);
    }
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    Exchange watched = exchange;
    delegate.produce(watched == null ? channel : new TappedChannel(channel, watched));
  }

  @Override
  public void consumeResponse(HttpResponse response, EntityDetails entity, HttpContext context)
      throws HttpException, IOException {
    Exchange watched = exchange;
    if (watched != null) {
      Apache5AsyncMessages.response(watched, response, entity);
    }
    delegate.consumeResponse(response, entity, context);
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    Exchange watched = exchange;
    if (watched != null) {
      watched.responseBodyBytes(bytes.asReadOnlyBuffer());
    }
    delegate.consume(bytes);
  }

  @Override
  public void streamEnd(List<? extends Header> trailers) throws HttpException, IOException {
    Exchange watched = exchange;
    if (watched != null) {
      watched.responseBodyEnd();
    }
    delegate.streamEnd(trailers);
  }

  @Override
  public void failed(Exception cause) {
    Exchange watched = exchange;
    if (watched != null) {
      watched.failed(cause);
    }
    delegate.failed(cause);
  }

  @Override
  public void cancel() {
    Exchange watched = exchange;
    if (watched != null) {
      watched.released();
    }
    delegate.cancel();
  }

  @Override
  public void releaseResources() {
    Exchange watched = exchange;
    if (watched != null) {
      watched.released();
    }
    delegate.releaseResources();
  }

  @Override
  public int available() {
    return delegate.available();
  }

  @Override
  public void consumeInformation(HttpResponse response, HttpContext context)
      throws HttpException, IOException {
    delegate.consumeInformation(response, context);
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    delegate.updateCapacity(channel);
  }

  @Override
  public String toString() {
    return delegate.toString();
  }
}
