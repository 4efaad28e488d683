package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exposition.http.SocketLayer;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * TLS with key stores that may be replaced at any time. A connection's thread reads the files again
 * if that was not done during the last two seconds. Broken files change nothing.
 */
final class TlsFiles implements SocketLayer {
  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Config config;

  /** Not waited for: a file system that does not answer must not stop other connections. */
  private final ReentrantLock checking = new ReentrantLock();

  private volatile TlsContext current;

  /** The rest is guarded by the lock. */
  private long lastCheck = System.nanoTime();

  private @Nullable String saidProblem;
  private @Nullable TlsContext saidInvalid;

  private TlsFiles(Config config, TlsContext current) {
    this.config = config;
    this.current = current;
  }

  /** Null if the options name no key store. */
  static @Nullable TlsFiles of(Config config) throws IOException, GeneralSecurityException {
    TlsContext context = TlsContext.load(config, null);
    if (context == null) {
      return null;
    }
    TlsFiles files = new TlsFiles(config, context);
    files.checkValidity(context);
    return files;
  }

  @Override
  public Socket over(Socket accepted) throws IOException {
    if (checking.tryLock()) {
      try {
        if (System.nanoTime() - lastCheck > CHECK_NANOS) {
          lastCheck = System.nanoTime();
          check();
        }
      } finally {
        checking.unlock();
      }
    }
    return current.over(accepted);
  }

  private void check() {
    try {
      TlsContext before = current;
      TlsContext loaded = TlsContext.load(config, before);
      if (loaded != null) {
        current = loaded;
        saidProblem = null;
        checkValidity(loaded);
        if (loaded != before) {
          Log.info("TLS uses the new key store");
        }
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      String problem = String.valueOf(e.getMessage());
      if (!problem.equals(saidProblem)) {
        saidProblem = problem;
        AgentErrors.count(AgentErrors.Stage.EXPOSITION);
        Log.warn("TLS still uses the old key store: " + problem);
      }
    }
  }

  private void checkValidity(TlsContext context) {
    String problem = context.validityProblem(Instant.now());
    if (problem != null && context != saidInvalid) {
      saidInvalid = context;
      Log.warn(problem + ": clients may refuse it");
    }
  }
}
