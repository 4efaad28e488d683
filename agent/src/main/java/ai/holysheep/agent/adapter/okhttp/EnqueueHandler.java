package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.instrumentation.HookHandler;
import okhttp3.Call;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** {@code RealCall.enqueue}, on the thread that submits the call. */
public final class EnqueueHandler extends HookHandler {
  @Override
  public @Nullable Object before(
      Object self, @Nullable Object callback, @Nullable Object b, @Nullable Object c) {
    if (self instanceof Call) {
      HttpUrl url = ((Call) self).request().url();
      if (Exchanges.isWatched(null, url.host(), url.port())) {
        Exchanges.submitted(self);
      }
    }
    return null;
  }
}
