package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.adapter.stream.TappedInput;
import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.ResultHandler;
import java.io.InputStream;
import org.apache.http.entity.BasicHttpEntity;

/** {@code EntityDeserializer.doDeserialize} has made a response's entity with its stream. */
public final class ResponseEntityHandler extends ResultHandler<BasicHttpEntity> {
  @Override
  protected BasicHttpEntity onReturn(BasicHttpEntity entity) {
    Exchange exchange = CurrentExchange.get();
    if (exchange != null) {
      InputStream content = entity.getContent();
      if (content != null) {
        entity.setContent(TappedInput.start(content, exchange));
      }
    }
    return entity;
  }
}
