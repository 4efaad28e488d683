package ai.holysheep.agent.pricing.table;

import java.util.Arrays;
import java.util.List;

/**
 * A regular expression that is searched in a model's name, in time that grows with name and
 * expression alone: {@code java.util.regex} goes back and tries again, which a hostile expression
 * makes endless and deep. It knows what tables of prices use: letters, classes, groups,
 * alternatives, repetitions, and both anchors; no references and no look-around. Immutable.
 */
final class NameRegex {
  private final RegexStep[] steps;

  private NameRegex(List<RegexStep> steps) {
    this.steps = steps.toArray(new RegexStep[0]);
  }

  /** Throws {@link IllegalArgumentException} for an expression that it does not know. */
  static NameRegex of(String pattern) {
    return new NameRegex(RegexParser.parse(pattern));
  }

  /** How many steps it has. */
  int length() {
    return steps.length;
  }

  /** Whether some part of the name is as the expression says. */
  boolean isFoundIn(String name) {
    Search search = new Search(name);
    for (int position = 0; position <= name.length(); position++) {
      if (search.advance(position)) {
        return true;
      }
    }
    return false;
  }

  /** All places in the expression at once, each of them once for each character. */
  private final class Search {
    private final String name;
    private final int[] waiting = new int[2 * steps.length + 2];
    private final boolean[] seen = new boolean[steps.length + 1];
    private int[] now = new int[steps.length];
    private int[] next = new int[steps.length];
    private int nextSize;

    Search(String name) {
      this.name = name;
    }

    /** Whether the expression has ended before the character at this position. */
    boolean advance(int position) {
      int[] swap = now;
      now = next;
      next = swap;
      int size = nextSize;
      nextSize = 0;
      Arrays.fill(seen, false);
      boolean ended = enter(0, position);
      for (int i = 0; i < size && !ended; i++) {
        // The step that is kept has taken the character before this position.
        ended = enter(now[i] + 1, position);
      }
      return ended;
    }

    private boolean enter(int start, int position) {
      int size = 0;
      waiting[size++] = start;
      while (size > 0) {
        int at = waiting[--size];
        if (at == steps.length) {
          return true;
        }
        if (seen[at]) {
          continue;
        }
        seen[at] = true;
        RegexStep step = steps[at];
        if (step.kind == '|') {
          waiting[size++] = at + step.second;
          waiting[size++] = at + step.first;
        } else if (step.kind == '^' || step.kind == '$') {
          if (position == (step.kind == '^' ? 0 : name.length())) {
            waiting[size++] = at + 1;
          }
        } else if (position < name.length() && step.takes(name.charAt(position))) {
          next[nextSize++] = at;
        }
      }
      return false;
    }
  }
}
