package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/** Which image a request asks for, as far as its price depends on it. One thread at a time. */
final class ImageForm {
  private static final int MAX_LENGTH = 16;

  private @Nullable String size;
  private @Nullable String quality;

  void reset() {
    size = null;
    quality = null;
  }

  void add(JsonField field, ScalarBuffer text) {
    String word = text.length() <= MAX_LENGTH ? text.toString() : "";
    if (field == JsonField.IMAGE_SIZE) {
      size = isWord(word, '0', '9') && word.indexOf('x') > 0 ? word : null;
    } else {
      quality = isWord(word, 'a', 'z') ? word : null;
    }
  }

  /** Whether it has only such characters, or {@code x}: no other text must get into a ledger. */
  private static boolean isWord(String text, char first, char last) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < first || c > last) && c != 'x') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * For example {@code hd/1024x1792}, {@code 512x512} or {@code hd}; {@code null} if neither is
   * named.
   */
  @Nullable String text() {
    if (size == null) {
      return quality;
    }
    return quality == null ? size : quality + '/' + size;
  }
}
