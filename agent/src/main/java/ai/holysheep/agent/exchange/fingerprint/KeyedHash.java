package ai.holysheep.agent.exchange.fingerprint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 of what passes: 64 bits that say nothing of it to those who do not have the key
 * (Aumasson and Bernstein, "SipHash: a fast short-input PRF"). It allocates nothing, and needs no
 * security provider, which an application can replace. One thread at a time.
 */
public final class KeyedHash {
  private static final int FINAL_ROUNDS = 4;
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private final SecretKey key;
  private long v0;
  private long v1;
  private long v2;
  private long v3;

  /** The bytes since the last whole word, the first one lowest. */
  private long tail;

  private long length;

  public KeyedHash(SecretKey key) {
    this.key = key;
    reset();
  }

  public void reset() {
    v0 = key.first ^ 0x736f6d6570736575L;
    v1 = key.second ^ 0x646f72616e646f6dL;
    v2 = key.first ^ 0x6c7967656e657261L;
    v3 = key.second ^ 0x7465646279746573L;
    tail = 0;
    length = 0;
  }

  /** The number of bytes that have passed. */
  public long length() {
    return length;
  }

  public void add(byte[] bytes, int offset, int count) {
    int end = offset + count;
    int i = offset;
    while (i < end && !isAtWord()) {
      add(bytes[i++]);
    }
    int lastWord = end - Long.BYTES;
    for (; i <= lastWord; i += Long.BYTES) {
      addWord(word(bytes, i));
    }
    while (i < end) {
      add(bytes[i++]);
    }
  }

  /** Adds the remaining bytes. Does not change the buffer's position. */
  public void add(ByteBuffer buffer) {
    int end = buffer.limit();
    int i = buffer.position();
    while (i < end && !isAtWord()) {
      add(buffer.get(i++));
    }
    boolean reversed = buffer.order() == ByteOrder.BIG_ENDIAN;
    int lastWord = end - Long.BYTES;
    for (; i <= lastWord; i += Long.BYTES) {
      long word = buffer.getLong(i);
      addWord(reversed ? Long.reverseBytes(word) : word);
    }
    while (i < end) {
      add(buffer.get(i++));
    }
  }

  /** Adds the text's UTF-16 units, the lower byte of each first. */
  public void add(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      add((byte) c);
      add((byte) (c >> Byte.SIZE));
    }
  }

  /** The hash of all bytes since {@link #reset}. More bytes may follow. */
  public long value() {
    long old0 = v0;
    long old1 = v1;
    long old2 = v2;
    long old3 = v3;
    compress(tail | length << Long.SIZE - Byte.SIZE);
    v2 ^= 0xFF;
    for (int i = 0; i < FINAL_ROUNDS; i++) {
      round();
    }
    long value = v0 ^ v1 ^ v2 ^ v3;
    v0 = old0;
    v1 = old1;
    v2 = old2;
    v3 = old3;
    return value;
  }

  /**
   * The first hexadecimal digits of a hash.
   *
   * @param digits from 1 to 16
   */
  public static String hex(long value, int digits) {
    char[] text = new char[digits];
    for (int i = 0; i < digits; i++) {
      text[i] = DIGITS[(int) (value >>> Long.SIZE - 4 - 4 * i) & 0xF];
    }
    return new String(text);
  }

  private boolean isAtWord() {
    return (length & Long.BYTES - 1) == 0;
  }

  private void add(byte b) {
    tail |= (b & 0xFFL) << (length & Long.BYTES - 1) * Byte.SIZE;
    length++;
    if (isAtWord()) {
      compress(tail);
      tail = 0;
    }
  }

  private void addWord(long word) {
    compress(word);
    length += Long.BYTES;
  }

  private void compress(long word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  private void round() {
    v0 += v1;
    v2 += v3;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 = Long.rotateLeft(v2, 32);
  }

  private static long word(byte[] bytes, int i) {
    return bytes[i] & 0xFFL
        | (bytes[i + 1] & 0xFFL) << 8
        | (bytes[i + 2] & 0xFFL) << 16
        | (bytes[i + 3] & 0xFFL) << 24
        | (bytes[i + 4] & 0xFFL) << 32
        | (bytes[i + 5] & 0xFFL) << 40
        | (bytes[i + 6] & 0xFFL) << 48
        | (bytes[i + 7] & 0xFFL) << 56;
  }
}
