package ai.holysheep.agent.adapter.apache5async;

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
import org.jspecify.annotations.Nullable;

/** The application's handler of one exchange. The attempt gets each signal first. */
final class TappedHandler implements AsyncClientExchangeHandler {
  private final AsyncClientExchangeHandler delegate;
  private final Attempt attempt;

  TappedHandler(AsyncClientExchangeHandler delegate, CancelProbe probe) {
    this.delegate = delegate;
    attempt = new Attempt(probe);
  }

  void setCancellable(CancellableDependency call) {
    attempt.setCancellable(call);
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    RequestChannel to = channel;
    try {
      to = tapped(channel);
    } catch (Throwable ignored) {
      // No stack is left.
    }
    delegate.produceRequest(to, context);
  }

  private RequestChannel tapped(RequestChannel channel) {
    try {
      return new Starting(channel);
    } catch (Throwable e) {
      attempt.abandon(e);
      return channel;
    }
  }

  /** Starts the attempt when the application sends its request. */
  private final class Starting implements RequestChannel {
    private final RequestChannel channel;

    Starting(RequestChannel channel) {
      this.channel = channel;
    }

    @Override
    public void sendRequest(
        HttpRequest request, @Nullable EntityDetails entity, HttpContext context)
        throws HttpException, IOException {
      try {
        attempt.start(request, TappedHandler.this);
      } catch (Throwable e) {
        try {
          attempt.abandon(e);
        } catch (Throwable ignored) {
          // No stack is left.
        }
      }
      channel.sendRequest(request, entity, context);
    }
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
      return attempt.tapped(channel);
    } catch (Throwable e) {
      attempt.abandon(e);
      return channel;
    }
  }

  @Override
  public void consumeResponse(HttpResponse response, EntityDetails entity, HttpContext context)
      throws HttpException, IOException {
    try {
      attempt.response(response, entity);
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.consumeResponse(response, entity, context);
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    try {
      attempt.responseBodyBytes(bytes);
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.consume(bytes);
  }

  @Override
  public void streamEnd(List<? extends Header> trailers) throws HttpException, IOException {
    try {
      attempt.responseBodyEnd();
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.streamEnd(trailers);
  }

  @Override
  public void failed(Exception cause) {
    try {
      attempt.failed(cause);
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.failed(cause);
  }

  @Override
  public void cancel() {
    try {
      attempt.released();
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    delegate.cancel();
  }

  @Override
  public void releaseResources() {
    try {
      attempt.released();
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
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
