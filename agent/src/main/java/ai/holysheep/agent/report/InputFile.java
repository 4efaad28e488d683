package ai.holysheep.agent.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that an option names. Only a regular file of a limited size is read: a FIFO or a device
 * may never answer or never end.
 */
final class InputFile {
  private static final int BUFFER = 1 << 13;

  private InputFile() {}

  /** The whole file; throws with a message that does not name the file if it is not allowed. */
  static byte[] read(Path file, int maxBytes) throws IOException {
    // For a file that is missing, this throws an exception that names it.
    Files.size(file);
    if (!Files.isRegularFile(file)) {
      throw new IOException("not a regular file");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > maxBytes) {
          throw new IOException("larger than " + (maxBytes >> 20) + " MB");
        }
      }
    }
    return bytes.toByteArray();
  }
}
