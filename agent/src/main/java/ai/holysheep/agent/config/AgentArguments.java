package ai.holysheep.agent.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text after {@code -javaagent:holysheep-agent.jar=}: {@code key=value} pairs, separated by
 * commas.
 */
final class AgentArguments {
  private AgentArguments() {}

  /**
   * Returns the pairs in their order. A comma inside double quotes is part of the value; an entry
   * without {@code =} has no value.
   */
  static Map<String, String> parse(@Nullable String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String entry : split(text == null ? "" : text)) {
      int equals = entry.indexOf('=');
      String key = equals < 0 ? entry : entry.substring(0, equals);
      if (!key.trim().isEmpty()) {
        pairs.put(key.trim(), equals < 0 ? "" : unquoted(entry.substring(equals + 1).trim()));
      }
    }
    return pairs;
  }

  private static List<String> split(String text) {
    List<String> entries = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        entries.add(text.substring(start, i));
        start = i + 1;
      }
    }
    entries.add(text.substring(start));
    return entries;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
