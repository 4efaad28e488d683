package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import ai.holysheep.agent.exchange.fingerprint.KeyedHash;
import ai.holysheep.agent.exchange.fingerprint.SecretKey;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A keyed hash of a request's path and of its body as it passes, which together name the model too.
 * Compressed bodies are hashed as they are sent. Never throws. Guarded by the attempt's lock.
 */
final class RequestFingerprint {
  private static final int DIGITS = 16;

  private final @Nullable String path;
  private @Nullable KeyedHash hash;

  /** How many bytes of the hash are the path's. */
  private long pathBytes;

  /**
   * @param path the path without its query, which can have a key or a time
   */
  RequestFingerprint(SecretKey key, @Nullable String path) {
    this.path = path;
    hash = new KeyedHash(key);
    startBody();
  }

  /** The body is sent from its start, perhaps not for the first time. */
  void startBody() {
    KeyedHash known = hash;
    if (known != null) {
      known.reset();
      known.add(path == null ? "" : path);
      known.add("\n");
      pathBytes = known.length();
    }
  }

  void add(byte[] bytes, int offset, int length) {
    try {
      if (hash != null) {
        hash.add(bytes, offset, length);
      }
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  /** Does not change the buffer's position. */
  void add(ByteBuffer bytes) {
    try {
      if (hash != null) {
        hash.add(bytes);
      }
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  private void giveUp(Throwable fault) {
    hash = null;
    AgentErrors.countAndLog(Stage.USAGE, fault);
  }

  /** 16 hexadecimal digits; {@code null} if no byte of a body has passed, or after a fault. */
  @Nullable String digits() {
    KeyedHash known = hash;
    return known == null || known.length() == pathBytes
        ? null
        : KeyedHash.hex(known.value(), DIGITS);
  }
}
