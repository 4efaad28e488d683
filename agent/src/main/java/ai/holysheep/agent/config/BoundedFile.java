package ai.holysheep.agent.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads files that an option names. A pipe would never end or never begin, and a device such as
 * {@code /dev/zero} never ends, so only regular files are opened.
 */
public final class BoundedFile {
  private static final int FIRST_BUFFER = 4096;

  private BoundedFile() {}

  /**
   * Reads the whole file. A network file system that does not answer can block this for ever, even
   * before the file is opened. So call it on a thread of the agent for which nothing else waits
   * without a limit.
   *
   * @throws IOException if the file is not a regular file, is larger, or cannot be read
   */
  public static byte[] read(String path, int maxBytes) throws IOException {
    try (InputStream in = new FileInputStream(regular(path))) {
      // One byte more shows whether the file is larger.
      byte[] bytes = new byte[Math.min(FIRST_BUFFER, maxBytes + 1)];
      int length = 0;
      for (int n = in.read(bytes); n > 0; n = in.read(bytes, length, bytes.length - length)) {
        length += n;
        if (length > maxBytes) {
          throw new IOException("larger than " + maxBytes + " bytes");
        }
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(2 * length, maxBytes + 1));
        }
      }
      return Arrays.copyOf(bytes, length);
    }
  }

  /**
   * Opens a file that is read piece by piece. The same holds as for {@link #read}.
   *
   * @return a stream that fails after {@code maxBytes}; the caller closes it
   */
  public static InputStream open(String path, int maxBytes) throws IOException {
    return new LimitedInput(new FileInputStream(regular(path)), maxBytes);
  }

  /** Without the file, the caller gets the system's own message when it opens it. */
  private static File regular(String path) throws IOException {
    File file = new File(path);
    if (file.exists() && !file.isFile()) {
      throw new IOException("not a regular file");
    }
    return file;
  }
}
