package ai.holysheep.sample.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the response to each scenario as the real gateway would. Its random values depend only on
 * the seed and on the number of the request. Thread-safe.
 */
final class Responder {
  private static final int LIMIT = 500;
  private static final int TOKENS_PER_CALL = 400;
  private static final int QUOTA = 100_000;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final String JSON = "application/json; charset=utf-8";

  private final long seed;
  private final boolean steady;
  private final Map<String, AtomicInteger> remaining = new ConcurrentHashMap<>();
  private final AtomicInteger quotaLeft = new AtomicInteger(QUOTA);
  private final Set<String> limitedModels = ConcurrentHashMap.newKeySet();

  /**
   * @param steady whether a response must not depend on the requests before it
   */
  Responder(long seed, boolean steady) {
    this.seed = seed;
    this.steady = steady;
  }

  Random random(int request) {
    return new Random(seed * 1_000_003 + request);
  }

  Response respond(Request request, Scenario scenario, Random random) {
    if (!request.method.equals("POST") && request.path.startsWith("/v1/models")) {
      return models();
    }
    Response response = withoutCompletion(request, scenario);
    return response == null ? completion(request, scenario, random) : response;
  }

  private static Response models() {
    return new Response(200)
        .body(
            JSON,
            utf8("{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4.1\",\"object\":\"model\"}]}"));
  }

  /** The response to a scenario, or {@code null} if the request gets a completion. */
  private @Nullable Response withoutCompletion(Request request, Scenario scenario) {
    switch (scenario) {
      case RATE_LIMIT:
        return rateLimited(request);
      case RATE_LIMIT_ONCE:
        return isFirst(request.model()) ? rateLimited(request) : null;
      case SERVER_ERROR:
        return error(500, "server_error", "internal_error");
      case OVERLOADED:
        return error(503, "overloaded_error", "overloaded").header("Retry-After", "0");
      case CLIENT_ERROR:
        return error(400, "invalid_request_error", "bad_request");
      case UNAUTHORIZED:
        return unauthorized();
      case CHALLENGE:
        return request.header("Authorization") == null
            ? unauthorized().header("WWW-Authenticate", "Basic realm=\"sheep\"")
            : null;
      case SLOW:
        return new Response(0).ending(Response.Ending.SILENCE);
      case RESET:
        return new Response(0).ending(Response.Ending.RESET);
      case ETAG:
        return cacheable(request);
      case EMPTY:
        return new Response(204);
      case MALFORMED_JSON:
        return malformed();
      case REDIRECT:
        return request.path.contains("redirected=1") ? null : redirect(request);
      default:
        return null;
    }
  }

  private boolean isFirst(String model) {
    boolean first = limitedModels.add(model);
    if (!first && steady) {
      limitedModels.remove(model);
    }
    return first;
  }

  private static Response rateLimited(Request request) {
    return error(429, "rate_limit_error", "rate_limit_exceeded")
        .header("Retry-After", "" + request.number("X-Fake-Retry-After", 1))
        .header("X-Ratelimit-Remaining", "0")
        .header("X-Ratelimit-Limit", "" + LIMIT);
  }

  private static Response unauthorized() {
    return error(401, "authentication_error", "invalid_api_key");
  }

  private static Response cacheable(Request request) {
    return request.header("If-None-Match") == null
        ? new Response(200)
            .header("ETag", "\"1\"")
            .header("Cache-Control", "no-cache")
            .body(JSON, utf8("{\"object\":\"list\",\"data\":[]}"))
        : new Response(304).header("ETag", "\"1\"");
  }

  private static Response malformed() {
    return new Response(200)
        .body(JSON, utf8("{\"id\": \"x\", \"choices\": [{\"message\": }} \"usage\": {\"prompt"));
  }

  private static Response redirect(Request request) {
    return new Response(307)
        .header(
            "Location", request.path + (request.path.contains("?") ? "&" : "?") + "redirected=1")
        .body("text/plain", utf8("elsewhere"));
  }

  private static Response error(int status, String type, String code) {
    String body =
        "{\"error\":{\"message\":\"as asked for\",\"type\":\""
            + type
            + "\",\"code\":\""
            + code
            + "\"}}";
    return new Response(status).body(JSON, utf8(body));
  }

  private Response completion(Request request, Scenario scenario, Random random) {
    Completion completion = new Completion(request, random);
    Response response = new Response(200);
    response.completion = completion;
    addHeaders(response, completion, request, scenario, random);
    boolean inBody = scenario != Scenario.NO_USAGE && scenario != Scenario.HEADER_USAGE;
    AnthropicMessage anthropic = request.isAnthropic() ? new AnthropicMessage(completion) : null;
    if (request.isStreamed()) {
      boolean usage = inBody && request.wantsUsage();
      response.usageInBody = usage;
      response.header("Content-Type", "text/event-stream");
      response.chunked = true;
      List<String> events = anthropic == null ? completion.events(usage) : anthropic.events(usage);
      events.forEach(event -> response.body.add(utf8(event)));
    } else {
      response.usageInBody = inBody;
      response.body(
          JSON, utf8(anthropic == null ? completion.json(inBody) : anthropic.json(inBody)));
      response.chunked = random.nextBoolean() || scenario == Scenario.OPEN_END;
    }
    Compression.of(response, scenario);
    return response.ending(ending(scenario));
  }

  private static Response.Ending ending(Scenario scenario) {
    switch (scenario) {
      case SLOW_BODY:
        return Response.Ending.SILENCE;
      case OPEN_END:
        return Response.Ending.OPEN;
      case RESET_BODY:
        return Response.Ending.RESET;
      case CUT_BODY:
        return Response.Ending.CUT;
      default:
        return Response.Ending.COMPLETE;
    }
  }

  private void addHeaders(
      Response response, Completion completion, Request request, Scenario scenario, Random random) {
    boolean garbage = scenario == Scenario.GARBAGE_HEADERS;
    int left = steady ? LIMIT : left(completion.model);
    response.header("X-Ratelimit-Remaining", garbage ? "-7" : "" + left);
    response.header("X-Ratelimit-Limit", garbage ? "plenty" : "" + LIMIT);
    addLimits(response, left, garbage);
    response.header("X-Response-Time-Ms", garbage ? "fast" : "" + (5 + random.nextInt(90)));
    response.header("X-Model-Name", completion.model);
    boolean usage =
        !request.isStreamed() && scenario != Scenario.NO_USAGE && scenario != Scenario.BODY_USAGE;
    if (usage) {
      response.header("X-Usage-Input-Tokens", garbage ? "many" : "" + completion.inputTokens);
      response.header("X-Usage-Output-Tokens", garbage ? "-3" : "" + completion.outputTokens);
      response.header(
          "X-Usage-Total-Tokens",
          garbage ? "1e99" : "" + (completion.inputTokens + completion.outputTokens));
      response.header("X-Cost-Millicents", garbage ? "free" : completion.costMillicents());
    }
  }

  /** The limit on tokens has the same share left as the one on calls. */
  private void addLimits(Response response, int left, boolean garbage) {
    int quota = steady ? QUOTA : quotaLeft.updateAndGet(calls -> calls <= 1 ? QUOTA : calls - 1);
    response
        .header("X-Ratelimit-Remaining-Tokens", garbage ? "-1" : "" + left * TOKENS_PER_CALL)
        .header("X-Ratelimit-Limit-Tokens", garbage ? "lots" : "" + LIMIT * TOKENS_PER_CALL)
        .header("X-Ratelimit-Reset", garbage ? "soon" : "" + (left % SECONDS_PER_MINUTE + 1))
        .header("X-Quota-Remaining", garbage ? "some" : "" + quota)
        .header("X-Quota-Limit", garbage ? "unlimited" : "" + QUOTA);
  }

  private int left(String model) {
    return remaining
        .computeIfAbsent(model, unused -> new AtomicInteger(LIMIT))
        .updateAndGet(Responder::next);
  }

  /** Counts down, and starts again from the limit. */
  private static int next(int left) {
    return left <= 1 ? LIMIT : left - 1;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
