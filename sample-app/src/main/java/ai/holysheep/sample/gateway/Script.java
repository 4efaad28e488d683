package ai.holysheep.sample.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the answer to each scenario, as the real gateway would. Thread-safe; draws by a seed and
 * each request's number.
 */
final class Script {
  private static final int LIMIT = 500;
  private static final String JSON = "application/json; charset=utf-8";

  private final long seed;
  private final Map<String, AtomicInteger> remaining = new ConcurrentHashMap<>();
  private final Set<String> limitedBefore = ConcurrentHashMap.newKeySet();

  Script(long seed) {
    this.seed = seed;
  }

  Random random(int request) {
    return new Random(seed * 1_000_003 + request);
  }

  Answer answer(Request request, Scenario scenario, Random random) {
    if (!request.method.equals("POST") && request.path.startsWith("/v1/models")) {
      return new Answer(200)
          .body(
              JSON,
              utf8("{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4.1\",\"object\":\"model\"}]}"));
    }
    switch (scenario) {
      case RATE_LIMIT:
        return limited(request);
      case RATE_LIMIT_ONCE:
        return limitedBefore.add(request.model())
            ? limited(request)
            : good(request, scenario, random);
      case SERVER_ERROR:
        return error(500, "server_error", "internal_error");
      case OVERLOADED:
        return error(503, "overloaded_error", "overloaded").header("Retry-After", "0");
      case CLIENT_ERROR:
        return error(400, "invalid_request_error", "bad_request");
      case UNAUTHORIZED:
        return error(401, "authentication_error", "invalid_api_key");
      case CHALLENGE:
        return request.header("Authorization") == null
            ? error(401, "authentication_error", "invalid_api_key")
                .header("WWW-Authenticate", "Basic realm=\"sheep\"")
            : good(request, scenario, random);
      case SLOW:
        return new Answer(0).ending(Answer.Ending.SILENCE);
      case RESET:
        return new Answer(0).ending(Answer.Ending.RESET);
      case ETAG:
        return request.header("If-None-Match") == null
            ? new Answer(200)
                .header("ETag", "\"1\"")
                .header("Cache-Control", "no-cache")
                .body(JSON, utf8("{\"object\":\"list\",\"data\":[]}"))
            : new Answer(304).header("ETag", "\"1\"");
      case EMPTY:
        return new Answer(204);
      case MALFORMED_JSON:
        return new Answer(200)
            .body(
                JSON, utf8("{\"id\": \"x\", \"choices\": [{\"message\": }} \"usage\": {\"prompt"));
      case REDIRECT:
        return request.path.contains("redirected=1")
            ? good(request, scenario, random)
            : redirect(request);
      default:
        return good(request, scenario, random);
    }
  }

  private static Answer limited(Request request) {
    return error(429, "rate_limit_error", "rate_limit_exceeded")
        .header("Retry-After", "" + request.number("X-Fake-Retry-After", 1))
        .header("X-Ratelimit-Remaining", "0")
        .header("X-Ratelimit-Limit", "" + LIMIT);
  }

  private static Answer redirect(Request request) {
    return new Answer(307)
        .header(
            "Location", request.path + (request.path.contains("?") ? "&" : "?") + "redirected=1")
        .body("text/plain", utf8("elsewhere"));
  }

  private static Answer error(int status, String type, String code) {
    String body =
        "{\"error\":{\"message\":\"as asked for\",\"type\":\""
            + type
            + "\",\"code\":\""
            + code
            + "\"}}";
    return new Answer(status).body(JSON, utf8(body));
  }

  private Answer good(Request request, Scenario scenario, Random random) {
    Completion completion = new Completion(request, random);
    Answer answer = new Answer(200);
    answer.completion = completion;
    headers(answer, completion, request, scenario, random);
    boolean figures = scenario != Scenario.NO_USAGE && scenario != Scenario.HEADER_USAGE;
    HttpMessages messages = request.isMessages() ? new HttpMessages(completion) : null;
    if (request.streamed()) {
      boolean usage = figures && request.includeUsage();
      answer.usageInBody = usage;
      answer.header("Content-Type", "text/event-stream");
      answer.chunked = true;
      List<String> events = messages == null ? completion.events(usage) : messages.events(usage);
      events.forEach(event -> answer.body.add(utf8(event)));
    } else {
      answer.usageInBody = figures;
      answer.body(JSON, utf8(messages == null ? completion.json(figures) : messages.json(figures)));
      answer.chunked = random.nextBoolean();
    }
    if (scenario == Scenario.GZIP) {
      compress(answer);
    }
    return answer.ending(ending(scenario));
  }

  private static Answer.Ending ending(Scenario scenario) {
    switch (scenario) {
      case SLOW_BODY:
        return Answer.Ending.SILENCE;
      case RESET_BODY:
        return Answer.Ending.RESET;
      case CUT_BODY:
        return Answer.Ending.CUT;
      default:
        return Answer.Ending.ORDERLY;
    }
  }

  private void headers(
      Answer answer, Completion completion, Request request, Scenario scenario, Random random) {
    boolean garbage = scenario == Scenario.GARBAGE_HEADERS;
    int left =
        remaining
            .computeIfAbsent(completion.model, unused -> new AtomicInteger(LIMIT))
            .updateAndGet(Script::next);
    answer.header("X-Ratelimit-Remaining", garbage ? "-7" : "" + left);
    answer.header("X-Ratelimit-Limit", garbage ? "plenty" : "" + LIMIT);
    answer.header("X-Response-Time-Ms", garbage ? "fast" : "" + (5 + random.nextInt(90)));
    answer.header("X-Model-Name", completion.model);
    boolean told =
        !request.streamed() && scenario != Scenario.NO_USAGE && scenario != Scenario.BODY_USAGE;
    if (told) {
      answer.header("X-Usage-Input-Tokens", garbage ? "many" : "" + completion.inputTokens);
      answer.header("X-Usage-Output-Tokens", garbage ? "-3" : "" + completion.outputTokens);
      answer.header(
          "X-Usage-Total-Tokens",
          garbage ? "1e99" : "" + (completion.inputTokens + completion.outputTokens));
      answer.header("X-Cost-Millicents", garbage ? "free" : completion.costMillicents());
    }
  }

  /** Counts down, and begins anew when nothing is left. */
  private static int next(int left) {
    return left <= 1 ? LIMIT : left - 1;
  }

  private static void compress(Answer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (byte[] piece : answer.body) {
        gzip.write(piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answer.body.clear();
    answer.body.add(bytes.toByteArray());
    answer.header("Content-Encoding", "gzip");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
