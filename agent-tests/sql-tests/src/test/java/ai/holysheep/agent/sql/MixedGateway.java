package ai.holysheep.agent.sql;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Answers a call as its number asks: each tier, each kind of token, each end of an answer. */
final class MixedGateway implements Closeable {
  private static final String[] TIERS = {"default", "flex", "priority", "batch", "scale"};
  private static final int SLOW_MILLIS = 2000;

  /** A cancelled answer ends earlier. */
  private static final int MAX_EVENTS = 100_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  MixedGateway() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      String request =
          new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
              .replaceAll("\"messages.*", "");
      int number = Integer.parseInt(call.getRequestHeaders().getFirst("X-Number"));
      int attempt = Integer.parseInt(call.getRequestHeaders().getFirst("X-Attempt"));
      String model = request.replaceFirst("(?s).*\"model\":\"([^\"]*)\".*", "$1");
      boolean claude = model.equals("claude-x");
      if (number % 50 == 8) {
        endless(call, claude, model, new Random(number));
      } else if (number % 1000 == 9) {
        sleep();
        send(call, 200, claude ? message(model, number) : completion(model, number));
      } else if (number % 17 == 3 && attempt == 1) {
        refuse(call, 429, "rate_limit_exceeded");
      } else if (number % 29 == 4) {
        refuse(call, number % 2 == 0 ? 500 : 401, "code_" + number % 3);
      } else if (request.contains("\"stream\":true")) {
        stream(call, claude, model, number);
      } else {
        send(call, 200, claude ? message(model, number) : completion(model, number));
      }
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(HttpExchange call, int status, String code) throws IOException {
    String message = "MARKED-MESSAGE: wrong key " + call.getRequestHeaders().get("Authorization");
    send(
        call,
        status,
        "{\"error\":{\"message\":\"" + message + "\",\"type\":\"t\",\"code\":\"" + code + "\"}}");
  }

  private static void send(HttpExchange call, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    if (status == 200 && bytes.length % 3 == 0) {
      call.getResponseHeaders().set("X-Cost-Millicents", bytes.length + ".0625");
    }
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
  }

  /** Some break off after the usage. */
  private static void stream(HttpExchange call, boolean claude, String model, int number)
      throws IOException {
    call.getResponseHeaders().set("Content-Type", "text/event-stream");
    String text = claude ? claudeStream(model, number) : chatStream(model, number);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean broken = number % 60 == 2;
    call.sendResponseHeaders(200, bytes.length + (broken ? 100 : 0));
    call.getResponseBody().write(bytes);
    if (broken) {
      call.getResponseBody().flush();
    }
  }

  private static void endless(HttpExchange call, boolean claude, String model, Random random)
      throws IOException {
    call.getResponseHeaders().set("Content-Type", "text/event-stream");
    call.sendResponseHeaders(200, 0);
    OutputStream out = call.getResponseBody();
    String first = claude ? start(model, random) : chunk(model, usage(random, "default"));
    out.write(first.getBytes(StandardCharsets.UTF_8));
    out.flush();
    byte[] more = chunk(model, "null").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < MAX_EVENTS; i++) {
      out.write(more);
    }
  }

  private static String chunk(String model, String usage) {
    return "data: {\"object\":\"chat.completion.chunk\",\"model\":\""
        + model
        + "\",\"choices\":[{\"delta\":{\"content\":\"MARKED-ANSWER\"}}],\"usage\":"
        + usage
        + "}\n\n";
  }

  private static String chatStream(String model, int number) {
    Random random = new Random(number);
    return chunk(model, "null")
        + chunk(model, usage(random, tier(number)))
            .replace("\"object\"", "\"service_tier\":\"" + tier(number) + "\",\"object\"")
        + "data: [DONE]\n\n";
  }

  private static String tier(int number) {
    return TIERS[number / 2 % TIERS.length];
  }

  private static String completion(String model, int number) {
    Random random = new Random(number);
    String end = number % 19 == 5 ? "length" : "stop";
    return "{\"id\":\"c-"
        + number
        + "\",\"object\":\"chat.completion\",\"service_tier\":\""
        + tier(number)
        + "\",\"model\":\""
        + model
        + "\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"MARKED-ANSWER\"},"
        + "\"finish_reason\":\""
        + end
        + "\"}],\"usage\":"
        + (number % 37 == 6 ? "null" : usage(random, end + number % 4))
        + "}";
  }

  /** OpenAI's: every size of prompt, parts of all kinds, and sometimes a relay's cost. */
  private static String usage(Random random, String kind) {
    int input = random.nextInt(random.nextBoolean() ? 400_000 : 3000) + 20;
    int output = random.nextInt(4000) + 20;
    String cost = kind.endsWith("3") ? ",\"cost\":0.00" + (1 + random.nextInt(100_000)) : "";
    return String.format(
        "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d%s,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":%d,\"audio_tokens\":%d,"
            + "\"image_tokens\":%d},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":%d,\"audio_tokens\":%d}}",
        input,
        output,
        input + output,
        cost,
        random.nextInt(input / 2),
        random.nextInt(input / 4),
        random.nextInt(input / 4),
        random.nextInt(output / 2),
        random.nextInt(output / 3));
  }

  private static String claudeUsage(Random random, int output) {
    int shortWrites = random.nextInt(3000);
    int longWrites = random.nextInt(3000);
    return String.format(
        "{\"input_tokens\":%d,\"cache_read_input_tokens\":%d,\"cache_creation_input_tokens\":%d,"
            + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":%d,"
            + "\"ephemeral_1h_input_tokens\":%d},\"output_tokens\":%d,"
            + "\"server_tool_use\":{\"web_search_requests\":%d},\"service_tier\":\"%s\"}",
        random.nextInt(300_000),
        random.nextInt(9000),
        shortWrites + longWrites,
        shortWrites,
        longWrites,
        output,
        random.nextInt(3),
        random.nextBoolean() ? "standard" : "batch");
  }

  private static String message(String model, int number) {
    Random random = new Random(number);
    return "{\"id\":\"m-"
        + number
        + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\""
        + model
        + "\",\"content\":[{\"type\":\"text\",\"text\":\"MARKED-ANSWER\"}],\"stop_reason\":\""
        + (number % 4 == 3 ? "max_tokens" : "end_turn")
        + "\",\"usage\":"
        + claudeUsage(random, random.nextInt(5000))
        + "}";
  }

  private static String start(String model, Random random) {
    return "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\","
        + "\"type\":\"message\",\"model\":\""
        + model
        + "\",\"content\":[],\"usage\":"
        + claudeUsage(random, 1)
        + "}}\n\n";
  }

  private static String claudeStream(String model, int number) {
    Random random = new Random(number);
    return start(model, random)
        + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
        + "\"delta\":{\"type\":\"text_delta\",\"text\":\"MARKED-ANSWER\"}}\n\n"
        + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
        + "\"end_turn\"},\"usage\":{\"output_tokens\":"
        + random.nextInt(5000)
        + "}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
  }
}
