package ai.holysheep.agent.config;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The secret that keys fingerprints: without it, nobody can try out which text has one. JVMs with
 * one secret have the same fingerprints. It is read once, so that a text has one fingerprint as
 * long as the JVM runs.
 */
public final class FingerprintSecret implements TimedRead.Source {
  private static final int MAX_FILE_BYTES = 64 * 1024;
  private static final int RANDOM_BYTES = 32;

  /**
   * The thread that loads the first instrumented class waits, as it does for {@code config.file}.
   */
  private static final long MAX_MILLIS = 2_000;

  /** {@code null}: random bytes. */
  private final @Nullable String file;

  private FingerprintSecret(@Nullable String file) {
    this.file = file;
  }

  /**
   * Returns the bytes of {@code attribution.secret-file} without the end of its last line, or
   * random bytes of this start. Another thread reads them.
   *
   * @return {@code null} if no option needs a fingerprint, or if there are no random bytes: then
   *     there are no fingerprints
   */
  public static byte @Nullable [] read(Config config) {
    if (!config.is(Option.ATTRIBUTION_API_KEY) && !config.is(Option.ATTRIBUTION_REQUESTS)) {
      return null;
    }
    String file = config.text(Option.ATTRIBUTION_SECRET_FILE);
    if (file != null) {
      try {
        return TimedRead.read(new FingerprintSecret(file), MAX_MILLIS);
      } catch (IOException | RuntimeException | Error e) {
        warn(
            Option.ATTRIBUTION_SECRET_FILE.key
                + " "
                + file
                + " cannot be read: "
                + (e instanceof IOException ? e.getMessage() : e.toString())
                + "; until the next start, fingerprints differ from those of other JVMs");
      }
    }
    return random();
  }

  /** The system's source of random bytes can wait, too. */
  private static byte @Nullable [] random() {
    try {
      return TimedRead.read(new FingerprintSecret(null), MAX_MILLIS);
    } catch (IOException | RuntimeException | Error e) {
      warn("there is no random secret, and so no fingerprint of API keys or requests: " + e);
      return null;
    }
  }

  private static void warn(String problem) {
    AgentErrors.count(AgentErrors.Stage.CONFIG);
    Log.warn(problem);
  }

  @Override
  public byte[] read() throws IOException {
    if (file == null) {
      byte[] random = new byte[RANDOM_BYTES];
      new SecureRandom().nextBytes(random);
      return random;
    }
    byte[] bytes = BoundedFile.read(file, MAX_FILE_BYTES);
    int end = bytes.length;
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    if (end == 0) {
      throw new IOException("it is empty");
    }
    return Arrays.copyOf(bytes, end);
  }
}
