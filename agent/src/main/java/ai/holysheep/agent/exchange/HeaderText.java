package ai.holysheep.agent.exchange;

import ai.holysheep.agent.usage.BoundedText;

/** The value of a header field as a label's value. */
final class HeaderText {
  private static final int MAX_LENGTH = 128;

  private HeaderText() {}

  /**
   * The value without control characters and without white space around it, at most 128 characters,
   * well-formed. Returns the same object if nothing is to change.
   */
  static String of(String value) {
    // Some more than may stay: a value of a megabyte must not be copied.
    String bounded = value.length() > 4 * MAX_LENGTH ? value.substring(0, 4 * MAX_LENGTH) : value;
    return BoundedText.of(withoutControls(bounded).trim(), MAX_LENGTH);
  }

  private static String withoutControls(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return rest(value, i);
      }
    }
    return value;
  }

  private static String rest(String value, int firstControl) {
    StringBuilder rest = new StringBuilder(value.length()).append(value, 0, firstControl);
    for (int i = firstControl; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!Character.isISOControl(c)) {
        rest.append(c);
      }
    }
    return rest.toString();
  }
}
