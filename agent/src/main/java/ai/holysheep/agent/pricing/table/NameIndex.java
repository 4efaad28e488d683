package ai.holysheep.agent.pricing.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries of a table whose rule matches a name, without trying each rule: a name that
 * nobody has seen before is looked up on a thread of the application. Thread-safe; it does not
 * change.
 */
final class NameIndex {
  /** A longer name matches no rule. Tables have ids of up to 100 characters. */
  static final int MAX_NAME = 256;

  /** Rules that must be tried for each name, such as regular expressions. */
  private static final int MAX_TRIED = 256;

  /** How many entries may be found together, before each of them is tried. */
  private static final int MAX_LIKE = 1024;

  /** How much of a text is looked up. */
  private static final int GRAM = 4;

  private static final int[] NONE = new int[0];

  private final List<NameRule> rules = new ArrayList<>();
  private final Map<String, int[]> equal = new HashMap<>();
  private final Map<String, int[]> prefixes = new HashMap<>();
  private final BitSet prefixLengths = new BitSet();

  /** By the first characters of a text that a name must have somewhere. */
  private final Map<String, int[]> grams = new HashMap<>();

  private int[] tried = NONE;

  /**
   * Adds an entry; its number is that of the entries before it.
   *
   * @throws IllegalArgumentException if there are too many like it
   */
  void add(NameRule rule) {
    List<NameRule> necessary = new ArrayList<>();
    rule.addNecessary(necessary);
    for (NameRule part : necessary) {
      if (like(part).length >= (needsTrial(part) ? MAX_TRIED : MAX_LIKE)) {
        throw new IllegalArgumentException("there are too many rules for names like this one");
      }
    }
    int number = rules.size();
    rules.add(rule);
    for (NameRule part : necessary) {
      if (needsTrial(part)) {
        tried = with(tried, number);
      } else if (part.kind == NameRule.Kind.EQUALS) {
        equal.merge(part.text, new int[] {number}, NameIndex::joined);
      } else if (part.kind == NameRule.Kind.STARTS_WITH) {
        prefixes.merge(part.text, new int[] {number}, NameIndex::joined);
        prefixLengths.set(part.text.length());
      } else {
        grams.merge(gram(part), new int[] {number}, NameIndex::joined);
      }
    }
  }

  /** The entries that are found together with one that has this rule. */
  private int[] like(NameRule rule) {
    if (needsTrial(rule)) {
      return tried;
    }
    if (rule.kind == NameRule.Kind.EQUALS) {
      return equal.getOrDefault(rule.text, NONE);
    }
    return rule.kind == NameRule.Kind.STARTS_WITH
        ? prefixes.getOrDefault(rule.text, NONE)
        : grams.getOrDefault(gram(rule), NONE);
  }

  private static boolean isSought(NameRule rule) {
    boolean isText = rule.kind == NameRule.Kind.CONTAINS || rule.kind == NameRule.Kind.ENDS_WITH;
    return isText && rule.text.length() >= GRAM;
  }

  private static boolean needsTrial(NameRule rule) {
    return rule.kind != NameRule.Kind.EQUALS
        && rule.kind != NameRule.Kind.STARTS_WITH
        && !isSought(rule);
  }

  private static String gram(NameRule rule) {
    return rule.text.substring(0, GRAM);
  }

  private static int[] joined(int[] some, int[] more) {
    return with(some, more[0]);
  }

  private static int[] with(int[] numbers, int number) {
    if (numbers.length > 0 && numbers[numbers.length - 1] == number) {
      return numbers;
    }
    int[] more = Arrays.copyOf(numbers, numbers.length + 1);
    more[numbers.length] = number;
    return more;
  }

  /** The entries for a name in lower case, in the table's order. */
  BitSet find(String name) {
    BitSet found = new BitSet();
    if (name.length() > MAX_NAME) {
      return found;
    }
    // A long rule can be met at each place of a name: it is compared once.
    BitSet compared = new BitSet();
    addMatching(equal.get(name), name, compared, found);
    int longest = name.length();
    for (int i = prefixLengths.nextSetBit(0);
        i >= 0 && i <= longest;
        i = prefixLengths.nextSetBit(i + 1)) {
      addMatching(prefixes.get(name.substring(0, i)), name, compared, found);
    }
    for (int i = 0; i + GRAM <= longest; i++) {
      addMatching(grams.get(name.substring(i, i + GRAM)), name, compared, found);
    }
    addMatching(tried, name, compared, found);
    return found;
  }

  private void addMatching(int @Nullable [] numbers, String name, BitSet compared, BitSet found) {
    if (numbers != null) {
      for (int number : numbers) {
        if (!compared.get(number)) {
          compared.set(number);
          found.set(number, rules.get(number).matches(name));
        }
      }
    }
  }
}
