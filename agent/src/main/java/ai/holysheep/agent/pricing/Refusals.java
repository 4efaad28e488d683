package ai.holysheep.agent.pricing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The entries of a price file that could not be read, each with the reason. Not thread-safe. */
public final class Refusals {
  /** Of a file with more, the others are counted. */
  static final int MAX_SHOWN = 20;

  private static final int MAX_TEXT = 300;

  private final List<String> shown = new ArrayList<>();
  private final int mostShown;
  private int count;

  public Refusals() {
    this(MAX_SHOWN);
  }

  private Refusals(int mostShown) {
    this.mostShown = mostShown;
  }

  /** Shows all of them, for somebody who checks a file. */
  public static Refusals unlimited() {
    return new Refusals(Integer.MAX_VALUE);
  }

  /** The exception's message is the reason. */
  public void add(String entry, IllegalArgumentException e) {
    add(entry, String.valueOf(e.getMessage()));
  }

  public void add(String entry, String reason) {
    count++;
    if (shown.size() < mostShown) {
      shown.add(bounded(entry) + ": " + bounded(reason));
    }
  }

  public int count() {
    return count;
  }

  /** The first of them, and a line for how many more there are. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(shown);
    if (count > shown.size()) {
      lines.add("and " + (count - shown.size()) + " more");
    }
    return Collections.unmodifiableList(lines);
  }

  private static String bounded(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }
}
