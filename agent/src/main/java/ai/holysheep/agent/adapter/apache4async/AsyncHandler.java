package ai.holysheep.agent.adapter.apache4async;

import ai.holysheep.agent.instrumentation.HookHandler;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code execute(producer, consumer, context, callback)}, where every other {@code execute} ends.
 */
public final class AsyncHandler extends HookHandler {
  @Override
  public @Nullable Object before(
      Object self,
      @Nullable Object producer,
      @Nullable Object consumer,
      @Nullable Object callback) {
    // A caching client hands on what the outer one was given.
    if (!(producer instanceof HttpAsyncRequestProducer)
        || !(consumer instanceof HttpAsyncResponseConsumer)
        || producer instanceof TappedProducer) {
      return null;
    }
    Attempt attempt = new Attempt();
    return new Object[] {
      new TappedProducer((HttpAsyncRequestProducer) producer, attempt),
      new TappedConsumer<>((HttpAsyncResponseConsumer<?>) consumer, attempt),
      new TappedCallback<>((FutureCallback<?>) callback, attempt)
    };
  }
}
