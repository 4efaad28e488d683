package ai.holysheep.agent.exchange.fingerprint;

/**
 * HMAC with SHA-256 (RFC 2104, FIPS 180-4). The JDK's own needs a provider, and the application may
 * install any: then its code would get the API key, could block or throw. Immutable; any thread may
 * use it.
 */
public final class HmacSha256 {
  private static final int BLOCK = 64;
  private static final int INNER = 0x36;
  private static final int OUTER = 0x5c;

  /** The states after the first block of each, which depends on the key only. */
  private final int[] inner;

  private final int[] outer;

  public HmacSha256(byte[] key) {
    byte[] block = new byte[BLOCK];
    if (key.length <= BLOCK) {
      System.arraycopy(key, 0, block, 0, key.length);
    } else {
      int[] digest = Sha256.start();
      Sha256.finish(digest, key, 0);
      Sha256.write(digest, block);
    }
    inner = keyed(block, INNER);
    outer = keyed(block, OUTER);
  }

  private static int[] keyed(byte[] key, int pad) {
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = (byte) (key[i] ^ pad);
    }
    int[] state = Sha256.start();
    Sha256.add(state, block);
    return state;
  }

  /** The message's code: 32 bytes. */
  public byte[] of(byte[] message) {
    int[] state = inner.clone();
    Sha256.finish(state, message, BLOCK);
    byte[] digest = new byte[32];
    Sha256.write(state, digest);
    state = outer.clone();
    Sha256.finish(state, digest, BLOCK);
    Sha256.write(state, digest);
    return digest;
  }
}
