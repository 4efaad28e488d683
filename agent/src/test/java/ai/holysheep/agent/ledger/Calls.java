package ai.holysheep.agent.ledger;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Records of calls, made by real attempts. */
public final class Calls {
  static final LedgerOwner OWNER =
      new LedgerOwner("shop", "node-1", Collections.singletonMap("team", "cs"));

  static final String USAGE =
      "\"usage\":{\"prompt_tokens\":42,\"completion_tokens\":89,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":7}}";

  private Calls() {}

  public static CallRecord ok(String model, String target, Map<String, String> headers) {
    return answered(model, target, 200, headers, "{" + USAGE + "}");
  }

  /** A call whose answer has this status, these header fields and this body. */
  public static CallRecord answered(
      String model, String target, int status, Map<String, String> headers, String body) {
    List<CallRecord> ended = new ArrayList<>();
    new Exchanges(Config.load(null), null, ended::add).install();
    Exchange exchange = Exchanges.start("okhttp", target, null, null);
    byte[] question = ("{\"model\":\"" + model + "\"}").getBytes(StandardCharsets.UTF_8);
    exchange.requestBodyBytes(question, 0, question.length);
    exchange.responseHeaders(status, name -> headers.get(name.toLowerCase(Locale.ROOT)));
    byte[] answer = body.getBytes(StandardCharsets.UTF_8);
    exchange.responseBodyBytes(answer, 0, answer.length);
    exchange.responseEnd();
    return ended.get(0);
  }

  public static CallRecord failed() {
    List<CallRecord> ended = new ArrayList<>();
    new Exchanges(Config.load(null), null, ended::add).install();
    Exchanges.start("java.net.http", null, null, null)
        .failed(new java.net.SocketTimeoutException());
    return ended.get(0);
  }
}
