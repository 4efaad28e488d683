package ai.holysheep.agent.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A line of the ledger with further keys. Immutable. */
final class TestLine {
  private final String start;
  private final Map<String, String> further;

  private TestLine(String start, Map<String, String> further) {
    this.start = start;
    this.further = further;
  }

  /** A call that went well, of today, with a cost in USD. */
  static TestLine call(String model, long in, long out, String usd) {
    return at("2026-11-25T03:00:00.000Z", model, in, out, usd);
  }

  static TestLine at(String timestamp, String model, long in, long out, String usd) {
    String line = TestLedger.line(timestamp, model, in, out, usd, "none", "2");
    return new TestLine(line.substring(0, line.length() - 1), Map.of());
  }

  /** The raw JSON of a key, which replaces the one that the line has. */
  TestLine with(String key, String json) {
    String pattern = "\"" + key + "\":[^,]*";
    if (start.matches(".*" + pattern + ".*")) {
      return new TestLine(start.replaceFirst(pattern, "\"" + key + "\":" + json), further);
    }
    Map<String, String> more = new LinkedHashMap<>(further);
    more.put(key, json);
    return new TestLine(start, more);
  }

  TestLine text(String key, String text) {
    return with(key, '"' + text + '"');
  }

  /** Parts in the order of the ledger: input, cached input, cache write, output, ... */
  TestLine parts(String... usd) {
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
    TestLine line = this;
    for (int i = 0; i < names.length; i++) {
      line = line.with("cost_" + names[i], i < usd.length ? usd[i] : "0");
    }
    return line;
  }

  @Override
  public String toString() {
    return further.entrySet().stream()
        .map(key -> ",\"" + key.getKey() + "\":" + key.getValue())
        .collect(Collectors.joining("", start, "}"));
  }
}
