package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.exchange.ExpiredCalls;
import ai.holysheep.agent.instrumentation.EntryHandler;
import org.jspecify.annotations.Nullable;

/** {@code MinimalFuture.cancel}: somebody cancels a call, perhaps because it has taken too long. */
public final class CancelHandler extends EntryHandler<Object, Object> {
  @Override
  protected void onEntry(Object future, @Nullable Object unused) {
    if (TimeLimit.hasPassed()) {
      ExpiredCalls.add(future);
    }
  }
}
