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
 * The price table of now: the built-in one and, with {@code pricing.file}, what that file adds and
 * replaces. A file that is broken or gone changes nothing, and is told of once. Any thread may ask;
 * the file is read on the agent's own threads alone.
 */
public final class Prices {
  private static final long LOOK_MILLIS = 2000;
  private static final int MAX_BYTES = 1 << 20;

  private final PriceTable builtIn = PriceTable.builtIn();
  private final @Nullable String file;
  private volatile PriceTable table = builtIn;

  /** What was read last; its time would not tell a change within the same second. */
  private byte @Nullable [] content;

  private String complaint = "";

  public Prices(Config config) {
    this(config.text(Option.PRICING_FILE));
  }

  Prices(@Nullable String file) {
    this.file = file;
  }

  public PriceTable table() {
    return table;
  }

  /** Reads the file, if there is one, and then looks every two seconds whether it has changed. */
  public void start() {
    if (file != null) {
      look(file);
      new AgentThread(() -> lookForEver(file), "holysheep-prices").start();
    }
  }

  private void lookForEver(String path) {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        look(path);
      }
    } catch (InterruptedException e) {
      AgentErrors.countAndLog(AgentErrors.Stage.PRICING, e);
    }
  }

  void look(String path) {
    try {
      byte[] bytes = read(path);
      if (!Arrays.equals(bytes, content)) {
        content = bytes;
        complaint = "";
        List<Price> read = PriceFile.parse(bytes);
        table = builtIn.with(read);
        Log.info("prices of " + read.size() + " models read from " + path);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      complain(path, e);
    }
  }

  private void complain(String path, Throwable e) {
    String what = e instanceof IOException ? e.getMessage() : e.toString();
    String line = "pricing.file " + path + ": " + what + "; the prices stay as they are";
    if (!line.equals(complaint)) {
      AgentErrors.count(AgentErrors.Stage.PRICING);
      Log.warn(line);
    }
    complaint = line;
  }

  private byte[] read(String path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = new FileInputStream(path)) {
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > MAX_BYTES) {
          throw new IOException("more than a megabyte");
        }
      }
    } catch (IOException e) {
      // Once it can be read again, it is read anew.
      content = null;
      throw e;
    }
    return bytes.toByteArray();
  }
}
