package ai.holysheep.agent.sql;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/** A ledger of random calls, the same in every run. */
final class GeneratedLedger {
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 1);

  private static final String[] MODELS = {
    "gpt-4.1", "claude-sonnet-4-5", "gemini-2.5-flash", "deepseek-v3.2", "gpt-4.1-2025-04-14"
  };

  /** Picodollars per token, in the order of the models. */
  private static final long[] PRICES = {8_000_000, 15_000_000, 2_500_000, 420_000, 8_000_000};

  private static final String[][] OUTCOMES = {
    {"200", "none"},
    {"200", "none"},
    {"200", "none"},
    {"200", "none"},
    {"200", "none"},
    {"200", "none"},
    {"200", "none"},
    {"429", "rate_limit"},
    {"503", "server_error"},
    {"timeout", "timeout"}
  };

  private static final String[] CALLERS = {
    "com.shop.ChatService.answer", "com.shop.search.Reranker.rank", "com.shop.mail.Drafts.reply"
  };

  private final SplittableRandom random = new SplittableRandom(7);
  private final StringBuilder line = new StringBuilder();

  /** {@code java GeneratedLedger.java FOLDER DAYS CALLS_PER_DAY}. */
  public static void main(String[] arguments) throws IOException {
    new GeneratedLedger()
        .write(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
  }

  void write(Path folder, int days, int callsPerDay) throws IOException {
    Files.createDirectories(folder);
    for (int day = 0; day < days; day++) {
      LocalDate date = FIRST_DAY.plusDays(day);
      Path file = folder.resolve("holysheep-calls-" + date + ".7.jsonl");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
        for (int call = 0; call < callsPerDay; call++) {
          line.setLength(0);
          append(date + "T" + time(call, callsPerDay) + "Z");
          out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static String time(int call, int callsPerDay) {
    String time =
        LocalTime.MIDNIGHT
            .plus(86_399_999L * call / callsPerDay, ChronoUnit.MILLIS)
            .plusNanos(1)
            .toString();
    return time.substring(0, 12);
  }

  private void append(String timestamp) {
    int model = random.nextInt(MODELS.length);
    String[] outcome = OUTCOMES[random.nextInt(OUTCOMES.length)];
    long input = random.nextInt(50, 6000);
    long micros = (long) Math.exp(14 + random.nextDouble() * 3) + random.nextInt(1000);
    append(timestamp, model, outcome, input, micros, false);
    if (outcome[1].equals("none") && input % 20 == 0) {
      append(timestamp, (model + 1) % MODELS.length, outcome, input / 2, micros, true);
    }
  }

  private void append(
      String timestamp, int model, String[] outcome, long input, long micros, boolean part) {
    boolean good = outcome[1].equals("none");
    long output = random.nextInt(1, 1500);
    field("{", "timestamp", quoted(timestamp));
    field(",", "model", quoted(MODELS[model]));
    field(",", "response_model", good ? quoted(MODELS[model]) : null);
    field(",", "input_tokens", good ? input : null);
    field(",", "output_tokens", good ? output : null);
    field(",", "total_tokens", good ? input + output : null);
    field(",", "cached_input_tokens", good ? input / 4 : null);
    field(",", "cache_write_input_tokens", null);
    field(",", "cache_write_1h_input_tokens", null);
    field(",", "reasoning_tokens", good ? output / 2 : null);
    field(",", "input_cost", good ? usd(input * PRICES[model]) : null);
    field(",", "output_cost", good ? usd(output * PRICES[model]) : null);
    field(",", "total_cost", good ? usd((input + output) * PRICES[model]) : null);
    field(",", "reported_cost_millicents", null);
    field(",", "priced_as", good ? quoted(MODELS[model].replace("-2025-04-14", "")) : null);
    field(",", "status_code", quoted(outcome[0]));
    field(",", "error_type", quoted(outcome[1]));
    field(",", "error_code", null);
    field(
        ",",
        "latency_ms",
        part ? null : micros / 1000 + "." + (1000 + micros % 1000 + "").substring(1));
    field(",", "ttft_ms", null);
    field(",", "upstream_ms", good && !part ? micros / 2000 : null);
    field(",", "streamed", false);
    field(",", "retry", random.nextInt(9) == 0);
    field(",", "truncated", false);
    field(",", "client", quoted("okhttp"));
    field(",", "endpoint", quoted("/v1/chat/completions"));
    field(",", "request_id", quoted("req_" + Long.toHexString(random.nextLong())));
    field(",", "caller", quoted(CALLERS[random.nextInt(CALLERS.length)]));
    field(",", "complete", true);
    field(",", "part", part);
    // Files of older agents are beside new ones.
    if (timestamp.charAt(9) % 2 == 0) {
      appendFurther(good, part, input * PRICES[model], output * PRICES[model]);
    }
    line.append("}\n");
  }

  /** What newer agents know: the parts of the cost, and who pays. */
  private void appendFurther(boolean good, boolean part, long inputCost, long outputCost) {
    // Some lines do not add up, as if somebody had changed them.
    long cached = inputCost / 5;
    long lost = random.nextInt(50) == 0 ? 1 : 0;
    long[] parts = {inputCost - cached - lost, cached, 0, outputCost, 0, 0, 0, 0, 0};
    String[] names = {
      "input",
      "cached_input",
      "cache_write",
      "output",
      "reasoning",
      "audio",
      "image",
      "tool",
      "request"
    };
    for (int i = 0; i < parts.length; i++) {
      field(",", "cost_" + names[i], good ? usd(parts[i]) : null);
    }
    String[] teams = {"null", "{}", "{\"team\":\"search\"}", "{\"env\":\"a\",\"team\":\"chat\"}"};
    String[] tiers = {null, "\"default\"", "\"flex\"", "\"\""};
    field(",", "web_searches", null);
    field(",", "service_tier", tiers[random.nextInt(4)]);
    field(",", "service", quoted("shop"));
    field(",", "host", quoted("node-" + random.nextInt(3)));
    field(",", "labels", teams[random.nextInt(4)]);
    field(",", "headers", random.nextBoolean() ? null : "{\"X-Tenant\":\"acme\"}");
    field(",", "user", random.nextBoolean() ? null : quoted("u" + random.nextInt(9)));
    field(",", "api_key", quoted("0a1b2c3d"));
    field(",", "entry", random.nextBoolean() ? null : quoted("com.shop.FaqBot.answer"));
    field(",", "trace_id", quoted(Long.toHexString(random.nextLong())));
    field(",", "waste", good && !part && random.nextInt(9) == 0 ? quoted("truncated") : null);
  }

  private void field(String before, String key, Object value) {
    line.append(before).append('"').append(key).append("\":").append(value);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /** As the agent writes it: no exponent, no trailing zeros. */
  private static String usd(long picodollars) {
    return BigDecimal.valueOf(picodollars, 12).stripTrailingZeros().toPlainString();
  }
}
