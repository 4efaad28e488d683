package ai.holysheep.agent.ledger;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exchange.RequestFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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

  /** A call whose request has these header fields. */
  public static CallRecord requested(String options, int status, String... request) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < request.length; i += 2) {
      fields.put(request[i], request[i + 1]);
    }
    List<CallRecord> ended = new ArrayList<>();
    new Exchanges(Config.load(options), null, ended::add).install();
    Exchange exchange = Exchanges.start("okhttp", "/v1/chat/completions", null, null);
    exchange.requestHead(new Fields(), fields);
    byte[] question = "{\"model\":\"gpt-4.1\"}".getBytes(StandardCharsets.UTF_8);
    exchange.requestBodyBytes(question, 0, question.length);
    exchange.responseHeaders(status, name -> null);
    exchange.responseEnd();
    return ended.get(0);
  }

  private static final class Fields implements RequestFields<Map<String, String>> {
    @Override
    public String header(Map<String, String> request, String name) {
      return request.get(name);
    }

    @Override
    public String query(Map<String, String> request) {
      return null;
    }
  }

  public static CallRecord failed() {
    List<CallRecord> ended = new ArrayList<>();
    new Exchanges(Config.load(null), null, ended::add).install();
    Exchanges.start("java.net.http", null, null, null)
        .failed(new java.net.SocketTimeoutException());
    return ended.get(0);
  }
}
