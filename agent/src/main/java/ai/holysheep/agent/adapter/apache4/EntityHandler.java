package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.adapter.stream.TappedInput;
import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.HookHandler;
import java.io.InputStream;
import org.apache.http.entity.BasicHttpEntity;
import org.jspecify.annotations.Nullable;

/** {@code EntityDeserializer.doDeserialize} has made a response's entity and its stream. */
public final class EntityHandler extends HookHandler {
  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    Exchange exchange = CurrentExchange.get();
    if (exchange != null && returned instanceof BasicHttpEntity) {
      BasicHttpEntity entity = (BasicHttpEntity) returned;
      InputStream content = entity.getContent();
      if (content != null) {
        entity.setContent(TappedInput.of(content, exchange));
      }
    }
    return returned;
  }
}
