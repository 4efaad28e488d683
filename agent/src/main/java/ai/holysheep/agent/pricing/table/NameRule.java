package ai.holysheep.agent.pricing.table;

import java.util.List;
import java.util.Locale;

/**
 * Which names of models an entry is for, as the table of genai-prices says it. Texts and names are
 * in lower case. Immutable.
 */
final class NameRule {
  enum Kind {
    EQUALS,
    STARTS_WITH,
    ENDS_WITH,
    CONTAINS,
    REGEX,
    OR,
    AND,
    NOT;

    /** The name of the rule in the table. */
    final String key = name().toLowerCase(Locale.ROOT);
  }

  private static final String NO_TEXT = "";

  final Kind kind;
  final String text;
  private final NameRule[] parts;
  private final NameRegex[] regex;

  private NameRule(Kind kind, String text, NameRule[] parts, NameRegex[] regex) {
    this.kind = kind;
    this.text = text;
    this.parts = parts;
    this.regex = regex;
  }

  /** Throws {@link IllegalArgumentException} for a regular expression that is not known. */
  static NameRule of(Kind kind, String text) {
    NameRegex[] regex =
        kind == Kind.REGEX ? new NameRegex[] {NameRegex.of(text)} : new NameRegex[0];
    return new NameRule(kind, text, new NameRule[0], regex);
  }

  static NameRule of(Kind kind, List<NameRule> parts) {
    return new NameRule(kind, NO_TEXT, parts.toArray(new NameRule[0]), new NameRegex[0]);
  }

  boolean matches(String name) {
    switch (kind) {
      case EQUALS:
        return name.equals(text);
      case STARTS_WITH:
        return name.startsWith(text);
      case ENDS_WITH:
        return name.endsWith(text);
      case CONTAINS:
        return name.contains(text);
      case REGEX:
        return regex[0].isFoundIn(name);
      case NOT:
        return !parts[0].matches(name);
      default:
        return matchesParts(name);
    }
  }

  private boolean matchesParts(String name) {
    boolean isAnd = kind == Kind.AND;
    for (NameRule part : parts) {
      if (part.matches(name) != isAnd) {
        return !isAnd;
      }
    }
    return isAnd;
  }

  /** How much it is to compare a name: about the number of steps for each of its characters. */
  int work() {
    int work = 1 + text.length() / 16;
    for (NameRegex some : regex) {
      work += some.length();
    }
    for (NameRule part : parts) {
      work += part.work();
    }
    return work;
  }

  /**
   * Adds rules of which at least one matches wherever this one does, and that are quick to find:
   * those of one part of an {@code and}.
   */
  void addNecessary(List<NameRule> rules) {
    if (kind == Kind.OR) {
      for (NameRule part : parts) {
        part.addNecessary(rules);
      }
    } else if (kind == Kind.AND && parts.length > 0) {
      best().addNecessary(rules);
    } else if (kind == Kind.REGEX && !RegexParser.prefix(text).isEmpty()) {
      rules.add(of(Kind.STARTS_WITH, RegexParser.prefix(text)));
    } else {
      rules.add(this);
    }
  }

  private NameRule best() {
    NameRule best = parts[0];
    for (NameRule part : parts) {
      if (part.cost() < best.cost()) {
        best = part;
      }
    }
    return best;
  }

  /** How much work it is to find the names that match; the kinds are in that order. */
  private int cost() {
    int cost = kind.ordinal();
    if (kind == Kind.OR) {
      for (NameRule part : parts) {
        cost = Math.max(cost, part.cost());
      }
    }
    return cost;
  }
}
