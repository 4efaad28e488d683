package ai.holysheep.agent.exchange.fingerprint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** The key of fingerprints: without it, nobody can try out which text has one. Immutable. */
public final class SecretKey {
  private static final int BYTES = 16;

  final long first;
  final long second;

  /**
   * @param bytes at least 16, of which the first 16 count
   */
  SecretKey(byte[] bytes) {
    first = littleEndian(bytes, 0);
    second = littleEndian(bytes, Long.BYTES);
  }

  /**
   * The key that a secret of any length makes: the first half of its SHA-256. JVMs with one secret
   * have one key.
   *
   * @throws IllegalStateException if this JVM has no SHA-256
   */
  public static SecretKey of(byte[] secret) {
    try {
      return new SecretKey(MessageDigest.getInstance("SHA-256").digest(secret));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key that no other JVM has. Can block until the operating system has enough randomness. */
  public static SecretKey random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new SecretKey(bytes);
  }

  private static long littleEndian(byte[] bytes, int offset) {
    long value = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      value = value << Byte.SIZE | bytes[offset + i] & 0xFF;
    }
    return value;
  }
}
