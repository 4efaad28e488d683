package ai.holysheep.agent.answers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A request, the answer to it, and what a careful reader of both says. Immutable. */
public final class AnswerCase {
  /** A moment so many seconds from now. */
  private static final Pattern TIME = Pattern.compile("\\{\\{(EPOCH|EPOCHMS|DATE|ISO)\\+(\\d+)}}");

  private static final Pattern ID =
      Pattern.compile("\\b((?:resp|chatcmpl|run|batch|v1)[_-])(?=\\w)");

  public final String name;
  public final String path;

  /** The response's {@code Content-Type}. */
  public final String type;

  public final int status;

  /** The request's body; empty for a GET. */
  public final byte[] ask;

  public final String askType;

  /** Cases whose ledger lines are summed up; empty for a case on its own. */
  public final String group;

  /** What is expected of this call. */
  public final Map<String, String> expected;

  /** What is expected of the sums over all cases of the group. */
  public final Map<String, String> expectedSums;

  private final Map<String, String> headers;
  private final String body;

  AnswerCase(String name, Map<String, String> fields, Map<String, String> headers, String body) {
    this.name = name;
    this.headers = headers;
    this.body = body;
    path = fields.getOrDefault("path", "/v1/chat/completions");
    type = fields.getOrDefault("type", "application/json");
    status = Integer.parseInt(fields.getOrDefault("status", "200"));
    ask = fields.getOrDefault("ask", "").replace("{{NL}}", "\r\n").getBytes(StandardCharsets.UTF_8);
    askType = fields.getOrDefault("ask-type", "application/json");
    group = fields.getOrDefault("group", "");
    expected = pairs(fields.getOrDefault("expect", ""));
    expectedSums = pairs(fields.getOrDefault("sum", ""));
  }

  private AnswerCase(AnswerCase original, String mark, Map<String, String> expected) {
    name = original.name;
    path = ID.matcher(original.path).replaceAll("$1" + mark);
    type = original.type;
    status = original.status;
    headers = original.headers;
    ask = original.ask;
    askType = original.askType;
    group = original.group;
    this.expected = expected;
    expectedSums = original.expectedSums;
    body = ID.matcher(original.body).replaceAll("$1" + mark);
  }

  /** The same with other ids, so that one JVM has not seen the answers yet. */
  public AnswerCase withIds(String mark) {
    return new AnswerCase(this, mark, expected);
  }

  /** The same for a client whose errors count before their body is read: they have no code. */
  public AnswerCase withoutErrorCode() {
    Map<String, String> uncoded = new LinkedHashMap<>(expected);
    if (status >= 400) {
      uncoded.computeIfPresent("code", (code, value) -> "null");
    }
    return new AnswerCase(this, "", uncoded);
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.trim().split("\\s+")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return pairs;
  }

  public String method() {
    return ask.length == 0 ? "GET" : "POST";
  }

  public boolean isEventStream() {
    return type.startsWith("text/event-stream");
  }

  /** The response's body. An event stream ends with an empty line, as servers send it. */
  public byte[] body() {
    return (isEventStream() ? body + "\n\n" : body).getBytes(StandardCharsets.UTF_8);
  }

  /** The response's body, whose last event has no end of line. */
  public byte[] bodyWithoutEndOfLine() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /** The response's body with the lines of Windows. */
  public byte[] bodyWithCarriageReturns() {
    return new String(body(), StandardCharsets.UTF_8)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The response's other header fields, with names in lower case, and times as of now. */
  public Map<String, String> headers() {
    Map<String, String> fields = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> fields.put(name, TIME.matcher(value).replaceAll(AnswerCase::time)));
    return fields;
  }

  private static String time(MatchResult time) {
    Instant then = Instant.now().plusSeconds(Long.parseLong(time.group(2)));
    switch (time.group(1)) {
      case "EPOCH":
        return String.valueOf(then.getEpochSecond());
      case "EPOCHMS":
        return String.valueOf(then.toEpochMilli());
      case "ISO":
        return then.truncatedTo(ChronoUnit.SECONDS).toString();
      default:
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
