package ai.holysheep.agent.usage;

import java.util.Arrays;

/** The name of an event. One that is longer than every name that matters is cut. */
final class SseEventName {
  private static final int MAX_LENGTH = 64;

  private final byte[] bytes = new byte[MAX_LENGTH];
  private int length;

  void clear() {
    length = 0;
  }

  /** Keeps no byte of a body. */
  void wipe() {
    clear();
    Arrays.fill(bytes, (byte) 0);
  }

  void add(byte[] source, int offset, int count) {
    int start = offset;
    int end = offset + count;
    while (start < end && length == 0 && source[start] == ' ') {
      start++;
    }
    int kept = Math.min(end - start, MAX_LENGTH - length);
    System.arraycopy(source, start, bytes, length, kept);
    length += kept;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
