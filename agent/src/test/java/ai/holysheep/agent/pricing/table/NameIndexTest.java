package ai.holysheep.agent.pricing.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holysheep.agent.pricing.table.NameRule.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameIndexTest {
  private final Random random = new Random(11);

  /** The index leaves rules out that cannot match; it must not leave out others. */
  @Test
  void findsTheRulesThatMatchOneByOne() {
    List<NameRule> rules = new ArrayList<>();
    NameIndex index = new NameIndex();
    for (int i = 0; i < 300; i++) {
      NameRule rule = rule(3);
      rules.add(rule);
      try {
        index.add(rule);
      } catch (IllegalArgumentException full) {
        rules.remove(rules.size() - 1);
      }
    }
    for (int i = 0; i < 3000; i++) {
      String name = text(9);
      BitSet expected = new BitSet();
      for (int j = 0; j < rules.size(); j++) {
        expected.set(j, rules.get(j).matches(name));
      }
      assertThat(index.find(name)).as(name).isEqualTo(expected);
    }
  }

  private NameRule rule(int depth) {
    Kind kind =
        Kind.values()[random.nextInt(depth == 0 ? Kind.OR.ordinal() : Kind.values().length)];
    if (kind.ordinal() < Kind.OR.ordinal()) {
      String text = text(6);
      return NameRule.of(kind, kind == Kind.REGEX ? "^" + text + "a?b" : text);
    }
    List<NameRule> parts = new ArrayList<>();
    for (int i = 0; i < (kind == Kind.NOT ? 1 : 1 + random.nextInt(3)); i++) {
      parts.add(rule(depth - 1));
    }
    return NameRule.of(kind, parts);
  }

  private String text(int most) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= random.nextInt(most); i++) {
      text.append("ab".charAt(random.nextInt(2)));
    }
    return text.toString();
  }

  @Test
  void tooManyRulesThatMustBeTriedAreRefused() {
    NameIndex index = new NameIndex();
    for (int i = 0; i < 256; i++) {
      index.add(NameRule.of(Kind.CONTAINS, "x" + i % 10));
    }
    assertThatThrownBy(() -> index.add(NameRule.of(Kind.CONTAINS, "y")))
        .hasMessageContaining("too many rules for names like this one");
    index.add(NameRule.of(Kind.EQUALS, "y"));
    assertThat(index.find("y").cardinality()).isEqualTo(1);
    assertThat(index.find("y".repeat(257)).cardinality()).isZero();
  }
}
