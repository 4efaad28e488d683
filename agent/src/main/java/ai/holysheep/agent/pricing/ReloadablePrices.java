package ai.holysheep.agent.pricing;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.thread.AgentThread;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The current price table: the built-in one and, with {@code pricing.file}, what that file adds and
 * replaces. A broken or missing file changes nothing and is reported once. Any thread may call
 * {@link #table}; only the agent's own threads read the file.
 */
public final class ReloadablePrices {
  private static final long CHECK_INTERVAL_MILLIS = 2000;
  private static final int MAX_FILE_BYTES = 1 << 20;

  private final PriceTable builtIn = PriceTable.builtIn();
  private final @Nullable String file;
  private volatile PriceTable table = builtIn;

  /**
   * The bytes that were read last. The file's time is not compared: it does not show a second
   * change within one second.
   */
  private byte @Nullable [] content;

  /** The last warning, so that one problem is reported once. */
  private String lastWarning = "";

  public ReloadablePrices(Config config) {
    this(config.text(Option.PRICING_FILE));
  }

  ReloadablePrices(@Nullable String file) {
    this.file = file;
  }

  public PriceTable table() {
    return table;
  }

  /** Reads the file, if there is one, and then checks every two seconds whether it has changed. */
  public void start() {
    if (file != null) {
      reload(file);
      new AgentThread(() -> watch(file), "holysheep-prices").start();
    }
  }

  private void watch(String path) {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(CHECK_INTERVAL_MILLIS);
        reload(path);
      }
    } catch (InterruptedException e) {
      AgentErrors.countAndLog(AgentErrors.Stage.PRICING, e);
    }
  }

  /** Reads the file and, if its bytes have changed, replaces the whole table. */
  void reload(String path) {
    try {
      byte[] bytes = read(path);
      if (!Arrays.equals(bytes, content)) {
        content = bytes;
        lastWarning = "";
        List<Price> prices = PriceFileParser.parse(bytes);
        table = builtIn.plus(prices);
        Log.info("read the prices of " + prices.size() + " models from " + path);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      warnOnce(path, e);
    }
  }

  private byte[] read(String path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = new FileInputStream(path)) {
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > MAX_FILE_BYTES) {
          throw new IOException("larger than one megabyte");
        }
      }
    } catch (IOException e) {
      // When the file can be read again, parse it again even if it has not changed.
      content = null;
      throw e;
    }
    return bytes.toByteArray();
  }

  private void warnOnce(String path, Throwable e) {
    String reason = e instanceof IOException ? e.getMessage() : e.toString();
    String warning = "pricing.file " + path + ": " + reason + "; the last good prices stay in use";
    if (!warning.equals(lastWarning)) {
      AgentErrors.count(AgentErrors.Stage.PRICING);
      Log.warn(warning);
    }
    lastWarning = warning;
  }
}
