package ai.holysheep.agent.pricing.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the rules for names of genai-prices. Throws {@link IllegalArgumentException} with the
 * reason for a rule that makes an entry unreadable.
 */
final class RuleReader {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_PARTS = 256;

  private final JsonParser json;
  private int parts;

  private RuleReader(JsonParser json) {
    this.json = json;
  }

  static NameRule read(JsonParser json) throws IOException {
    return new RuleReader(json).rule(1);
  }

  private NameRule rule(int depth) throws IOException {
    JsonValues.require(json, JsonToken.START_OBJECT, "match");
    if (depth > MAX_DEPTH || ++parts > MAX_PARTS) {
      throw new IllegalArgumentException(
          "match: more than " + MAX_DEPTH + " levels or " + MAX_PARTS + " rules");
    }
    if (json.nextToken() != JsonToken.FIELD_NAME) {
      throw new IllegalArgumentException("match: an empty rule");
    }
    String name = json.currentName();
    NameRule.Kind kind = kind(name);
    json.nextToken();
    NameRule rule = kind.ordinal() < NameRule.Kind.OR.ordinal() ? text(kind) : parts(kind, depth);
    if (json.nextToken() != JsonToken.END_OBJECT) {
      throw new IllegalArgumentException("match: more than one rule in an object");
    }
    return rule;
  }

  private static NameRule.Kind kind(String name) {
    for (NameRule.Kind kind : NameRule.Kind.values()) {
      if (kind.key.equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("match: no such rule: " + JsonValues.shown(name));
  }

  private NameRule text(NameRule.Kind kind) throws IOException {
    String text = JsonValues.text(json, "match." + kind.key);
    boolean isRegex = kind == NameRule.Kind.REGEX;
    return NameRule.of(kind, isRegex ? text : text.toLowerCase(Locale.ROOT));
  }

  private NameRule parts(NameRule.Kind kind, int depth) throws IOException {
    List<NameRule> rules = new ArrayList<>();
    if (kind == NameRule.Kind.NOT) {
      rules.add(rule(depth + 1));
    } else {
      JsonValues.require(json, JsonToken.START_ARRAY, "match." + kind.key);
      while (json.nextToken() != JsonToken.END_ARRAY) {
        rules.add(rule(depth + 1));
      }
    }
    return NameRule.of(kind, rules);
  }
}
