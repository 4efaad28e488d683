package ai.holysheep.agent.pricing.table;

import java.util.BitSet;

/**
 * One step of a {@link NameRegex}. Its targets are relative, so that a repeated part can be copied.
 * Immutable.
 */
final class RegexStep {
  static final int ASCII = 128;

  /**
   * {@code 'c'} takes a character, {@code '|'} goes on at both targets, {@code '^'} and {@code '$'}
   * only there.
   */
  final char kind;

  /** Which characters it takes. All above ASCII are one. */
  private final BitSet taken;

  final int first;
  final int second;

  private RegexStep(char kind, BitSet taken, int first, int second) {
    this.kind = kind;
    this.taken = taken;
    this.first = first;
    this.second = second;
  }

  /** The caller must not change the set later. */
  static RegexStep taking(BitSet characters) {
    return new RegexStep('c', characters, 0, 0);
  }

  static RegexStep anchor(char kind) {
    return new RegexStep(kind, new BitSet(), 0, 0);
  }

  static RegexStep both(int first, int second) {
    return new RegexStep('|', new BitSet(), first, second);
  }

  boolean takes(char c) {
    return taken.get(Math.min(c, ASCII));
  }
}
