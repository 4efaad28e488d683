package ai.holysheep.agent.pricing.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of LiteLLM's table: what it is the price of, and for which calls. The parts of a name can
 * be in any order: {@code input_cost_per_token_above_200k_tokens_priority}.
 */
final class LiteLlmField {
  private static final Map<String, TableField> FIELDS = TableField.load("litellm-fields.txt");
  private static final Set<String> OF_MODES = ofModes();
  private static final String[] TIERS = {"_priority", "_flex", "_batches"};
  private static final char MODE = '@';
  private static final String ABOVE = "_above_";
  private static final String TOKENS = "_tokens";

  /** The same few hundred names come in thousands of entries; a hostile file has more. */
  private static final int MAX_KNOWN = 1024;

  /** The name without tier and size. */
  private final String base;

  /** Its unit is unknown if the agent does not know the field. */
  final TableField meaning;

  final @Nullable String serviceTier;
  final long above;

  private LiteLlmField(String base, TableField meaning, @Nullable String serviceTier, long above) {
    this.base = base;
    this.meaning = meaning;
    this.serviceTier = serviceTier;
    this.above = above;
  }

  /** Finds what fields mean, each name once. For one thread, and one file. */
  static final class Finder {
    private final Map<String, LiteLlmField> known = new HashMap<>();

    /** {@code null} for a field that is no price. */
    @Nullable LiteLlmField find(String name) {
      LiteLlmField field = known.get(name);
      if (field == null && name.contains("cost")) {
        field = of(name);
        if (known.size() < MAX_KNOWN) {
          known.put(name, field);
        }
      }
      return field;
    }
  }

  private static Set<String> ofModes() {
    Set<String> names = new HashSet<>();
    for (String name : FIELDS.keySet()) {
      int at = name.indexOf(MODE);
      if (at > 0) {
        names.add(name.substring(0, at));
      }
    }
    return names;
  }

  /** Whether it means something else in entries of some modes. */
  boolean isByMode() {
    return OF_MODES.contains(base);
  }

  /** What the field means in entries of a mode; as everywhere if it means nothing of its own. */
  LiteLlmField in(String mode) {
    TableField own = FIELDS.get(base + MODE + mode);
    return own == null ? this : new LiteLlmField(base, own, serviceTier, above);
  }

  private static LiteLlmField of(String name) {
    String rest = name;
    String tier = null;
    for (String suffix : TIERS) {
      int at = rest.indexOf(suffix);
      if (at > 0) {
        tier = suffix.substring(1);
        rest = rest.substring(0, at) + rest.substring(at + suffix.length());
      }
    }
    long above = 0;
    int start = rest.lastIndexOf(ABOVE);
    if (start > 0 && rest.endsWith(TOKENS)) {
      String size = rest.substring(start + ABOVE.length(), rest.length() - TOKENS.length());
      above = tokens(size);
      rest = above > 0 ? rest.substring(0, start) : rest;
    }
    TableField meaning = FIELDS.get(rest);
    return new LiteLlmField(rest, meaning == null ? TableField.UNKNOWN : meaning, tier, above);
  }

  /** 200,000 of {@code 200k}; 0 if it is no number. */
  private static long tokens(String size) {
    int digits = size.endsWith("k") ? size.length() - 1 : size.length();
    if (digits < 1 || digits > 7) {
      return 0;
    }
    long number = 0;
    for (int i = 0; i < digits; i++) {
      int digit = size.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      number = 10 * number + digit;
    }
    return digits < size.length() ? 1000 * number : number;
  }
}
