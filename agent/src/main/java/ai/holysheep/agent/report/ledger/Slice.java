package ai.holysheep.agent.report.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a file that begin within a range of its bytes, so that several threads can read one
 * file. A compressed file is one slice. Immutable.
 */
final class Slice {
  static final long BYTES = 32 << 20;

  private static final int GZIP_BUFFER = 1 << 16;

  final Path file;

  /** On disk. */
  final long bytes;

  private final long from;

  private Slice(Path file, long from, long bytes) {
    this.file = file;
    this.from = from;
    this.bytes = bytes;
  }

  static List<Slice> split(Path file, long sliceBytes) throws IOException {
    long size = Files.size(file);
    List<Slice> slices = new ArrayList<>();
    if (isCompressed(file)) {
      slices.add(new Slice(file, 0, size));
    } else {
      for (long from = 0; from < size; from += sliceBytes) {
        slices.add(new Slice(file, from, Math.min(sliceBytes, size - from)));
      }
    }
    return slices;
  }

  private static boolean isCompressed(Path file) {
    return file.toString().endsWith(".gz");
  }

  /**
   * @param onRead gets the number of bytes on disk at each read
   */
  void read(LineSplitter lines, LongConsumer onRead) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      InputStream counted = new CountingInputStream(Channels.newInputStream(channel), onRead);
      if (isCompressed(file)) {
        try (InputStream in = new GZIPInputStream(counted, GZIP_BUFFER)) {
          lines.readAll(in);
        } catch (EOFException e) {
          throw new IOException("cut short", e);
        }
      } else if (from == 0) {
        lines.readFromLineStart(counted, bytes);
      } else {
        // A line begins at `from` if the byte before ends one.
        channel.position(from - 1);
        lines.readFromNextLine(counted, bytes);
      }
    }
  }
}
