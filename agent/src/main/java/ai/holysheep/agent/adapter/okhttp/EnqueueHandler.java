package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.instrumentation.EntryHandler;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** {@code RealCall.enqueue}, on the thread that submits the call. */
public final class EnqueueHandler extends EntryHandler<Call, Object> {
  @Override
  protected void onEntry(Call call, @Nullable Object callback) {
    if (OkHttpMessages.isWatched(call.request())) {
      Exchanges.submitted(call);
    }
  }
}
