package ai.holysheep.agent.exchange.fingerprint;

import java.nio.charset.StandardCharsets;

/** The key of fingerprints: without it, nobody can try out which text has one. Immutable. */
public final class SecretKey {
  /** So that a fingerprint of a request says nothing of an API key's. */
  private static final byte[] PURPOSE = "requests".getBytes(StandardCharsets.US_ASCII);

  final long first;
  final long second;

  /**
   * @param bytes at least 16, of which the first 16 count
   */
  SecretKey(byte[] bytes) {
    first = littleEndian(bytes, 0);
    second = littleEndian(bytes, Long.BYTES);
  }

  /** The key that a secret of any length makes. JVMs with one secret have one key. */
  public static SecretKey of(byte[] secret) {
    return new SecretKey(new HmacSha256(secret).of(PURPOSE));
  }

  private static long littleEndian(byte[] bytes, int offset) {
    long value = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      value = value << Byte.SIZE | bytes[offset + i] & 0xFF;
    }
    return value;
  }
}
