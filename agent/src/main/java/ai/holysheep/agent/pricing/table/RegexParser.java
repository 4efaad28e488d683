package ai.holysheep.agent.pricing.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Reads the regular expressions that {@link NameRegex} knows. */
final class RegexParser {
  private static final int MAX_PATTERN = 200;
  private static final int MAX_STEPS = 512;
  private static final int MAX_REPEAT = 64;
  private static final String SPECIAL = "\\^$.|?*+()[]{}";

  private final String pattern;
  private int position;

  private RegexParser(String pattern) {
    this.pattern = pattern;
  }

  private char next() {
    return position < pattern.length() ? pattern.charAt(position) : '\0';
  }

  private List<RegexStep> alternatives() {
    List<RegexStep> steps = sequence();
    while (next() == '|') {
      position++;
      List<RegexStep> other = sequence();
      List<RegexStep> both = new ArrayList<>();
      both.add(RegexStep.both(1, steps.size() + 2));
      both.addAll(steps);
      both.add(RegexStep.both(other.size() + 1, other.size() + 1));
      both.addAll(other);
      steps = limited(both);
    }
    return steps;
  }

  private List<RegexStep> sequence() {
    List<RegexStep> steps = new ArrayList<>();
    while (position < pattern.length() && next() != '|' && next() != ')') {
      steps.addAll(repeated(atom()));
      limited(steps);
    }
    return steps;
  }

  private List<RegexStep> repeated(List<RegexStep> atom) {
    switch (next()) {
      case '*':
        position++;
        return optional(plus(atom));
      case '+':
        position++;
        return plus(atom);
      case '?':
        position++;
        return optional(atom);
      case '{':
        return counted(atom);
      default:
        return atom;
    }
  }

  private static List<RegexStep> plus(List<RegexStep> atom) {
    List<RegexStep> steps = new ArrayList<>(atom);
    steps.add(RegexStep.both(-atom.size(), 1));
    return steps;
  }

  private static List<RegexStep> optional(List<RegexStep> atom) {
    List<RegexStep> steps = new ArrayList<>();
    steps.add(RegexStep.both(1, atom.size() + 1));
    steps.addAll(atom);
    return steps;
  }

  private List<RegexStep> counted(List<RegexStep> atom) {
    int end = pattern.indexOf('}', position);
    String[] counts = end < 0 ? new String[0] : pattern.substring(position + 1, end).split(",", -1);
    if (counts.length < 1 || counts.length > 2) {
      throw unknown();
    }
    int least = count(counts[0]);
    boolean isOpen = counts.length == 2 && counts[1].isEmpty();
    int most = isOpen ? least : count(counts[counts.length - 1]);
    if (most < least) {
      throw unknown();
    }
    position = end + 1;
    List<RegexStep> steps = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      steps.addAll(i < least ? atom : optional(atom));
      limited(steps);
    }
    if (isOpen) {
      steps.addAll(optional(plus(atom)));
    }
    return limited(steps);
  }

  private int count(String digits) {
    int count = digits.matches("[0-9]{1,2}") ? Integer.parseInt(digits) : -1;
    if (count < 0 || count > MAX_REPEAT) {
      throw unknown();
    }
    return count;
  }

  private List<RegexStep> atom() {
    char c = next();
    position++;
    List<RegexStep> steps = new ArrayList<>();
    if (c == '(') {
      if (pattern.startsWith("?:", position)) {
        position += 2;
      }
      steps = alternatives();
      if (next() != ')') {
        throw unknown();
      }
      position++;
    } else if (c == '^' || c == '$') {
      steps.add(RegexStep.anchor(c));
    } else {
      steps.add(RegexStep.taking(c == '[' ? characterClass() : single(c)));
    }
    return steps;
  }

  private BitSet single(char c) {
    BitSet taken = new BitSet();
    if (c == '.') {
      taken.set(0, RegexStep.ASCII + 1);
    } else if (c == '\\') {
      return escaped();
    } else if (SPECIAL.indexOf(c) >= 0 || c >= RegexStep.ASCII) {
      throw unknown();
    } else {
      taken.set(c);
    }
    return taken;
  }

  private BitSet escaped() {
    char c = next();
    position++;
    BitSet taken = new BitSet();
    if (c == 'd') {
      taken.set('0', '9' + 1);
    } else if (c == 'w') {
      taken.set('0', '9' + 1);
      taken.set('A', 'Z' + 1);
      taken.set('a', 'z' + 1);
      taken.set('_');
    } else if (c == '\0' || Character.isLetterOrDigit(c) || c >= RegexStep.ASCII) {
      throw unknown();
    } else {
      taken.set(c);
    }
    return taken;
  }

  private BitSet characterClass() {
    boolean isNegated = next() == '^';
    position += isNegated ? 1 : 0;
    BitSet taken = new BitSet();
    while (next() != ']') {
      char c = next();
      position++;
      if (c == '\\') {
        taken.or(escaped());
      } else if (c == '\0' || c == '[' || c >= RegexStep.ASCII) {
        throw unknown();
      } else if (next() == '-' && pattern.indexOf(']', position) > position + 1) {
        char last = pattern.charAt(position + 1);
        position += 2;
        if (last < c || last >= RegexStep.ASCII || last == '\\') {
          throw unknown();
        }
        taken.set(c, last + 1);
      } else {
        taken.set(c);
      }
    }
    position++;
    if (isNegated) {
      taken.flip(0, RegexStep.ASCII + 1);
    }
    return taken;
  }

  /** Throws {@link IllegalArgumentException} for an expression that it does not know. */
  static List<RegexStep> parse(String pattern) {
    if (pattern.length() > MAX_PATTERN) {
      throw new IllegalArgumentException(
          "a regular expression of more than " + MAX_PATTERN + " characters");
    }
    RegexParser parser = new RegexParser(pattern);
    List<RegexStep> steps = parser.alternatives();
    if (parser.position < pattern.length()) {
      throw parser.unknown();
    }
    return steps;
  }

  /** The text that each name begins with in which the expression is found; it may be empty. */
  static String prefix(String pattern) {
    StringBuilder prefix = new StringBuilder();
    if (!pattern.startsWith("^") || pattern.indexOf('|') >= 0) {
      return "";
    }
    for (int i = 1; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length() && !Character.isLetter(pattern.charAt(i + 1))) {
        c = pattern.charAt(++i);
      } else if (SPECIAL.indexOf(c) >= 0) {
        boolean canBeMissing = c == '?' || c == '*' || c == '{';
        prefix.setLength(Math.max(prefix.length() - (canBeMissing ? 1 : 0), 0));
        break;
      }
      prefix.append(c);
    }
    return prefix.toString();
  }

  private IllegalArgumentException unknown() {
    return new IllegalArgumentException(
        "a regular expression that the agent does not know: " + pattern);
  }

  private static List<RegexStep> limited(List<RegexStep> steps) {
    if (steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException(
          "a regular expression of more than " + MAX_STEPS + " steps");
    }
    return steps;
  }
}
