package ai.holysheep.agent.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Attempts as an adapter reports them. */
final class Attempts {
  private Attempts() {}

  /** An attempt whose request names this model. */
  static Exchange start(String model) {
    Exchange exchange = Exchanges.start("java.net.http", "/v1/chat/completions", null, null);
    byte[] body =
        ("{\"messages\":[{\"role\":\"user\"}],\"model\":\"" + model + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.requestBodyBytes(body, 0, body.length);
    return exchange;
  }

  static void receive(Exchange exchange, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.responseBodyBytes(body, 0, body.length);
  }

  static HeaderLookup headers(String... pairs) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return fields::get;
  }
}
