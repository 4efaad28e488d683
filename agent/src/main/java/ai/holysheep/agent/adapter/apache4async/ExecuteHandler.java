package ai.holysheep.agent.adapter.apache4async;

import ai.holysheep.agent.instrumentation.AroundHandler;
import ai.holysheep.agent.instrumentation.ReplacedArguments;
import java.util.concurrent.Future;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.jspecify.annotations.Nullable;

/** {@code execute(producer, consumer, context, callback)}, which every other one calls. */
public final class ExecuteHandler
    extends AroundHandler.OfThree<
        HttpAsyncRequestProducer,
        HttpAsyncResponseConsumer<?>,
        FutureCallback<?>,
        ReplacedArguments,
        Future<?>> {
  @Override
  protected @Nullable ReplacedArguments onEnter(
      @Nullable HttpAsyncRequestProducer producer,
      @Nullable HttpAsyncResponseConsumer<?> consumer,
      @Nullable FutureCallback<?> callback) {
    // The client inside a caching client gets the tapped producer of the outer one.
    return producer == null || consumer == null || producer instanceof TappedProducer
        ? null
        : new Executing(producer, consumer, callback, new Attempt());
  }

  @Override
  protected @Nullable Future<?> onExit(
      ReplacedArguments executing, @Nullable Future<?> returned, @Nullable Throwable thrown) {
    return returned;
  }

  /** Replaces the application's producer, consumer and callback. */
  private static final class Executing extends ReplacedArguments {
    Executing(
        HttpAsyncRequestProducer producer,
        HttpAsyncResponseConsumer<?> consumer,
        @Nullable FutureCallback<?> callback,
        Attempt attempt) {
      super(
          new TappedProducer(producer, attempt),
          new TappedConsumer<>(consumer, attempt),
          new TappedCallback<>(callback, attempt));
    }
  }
}
