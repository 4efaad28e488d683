package ai.holysheep.agent.report;

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
 * The lines of a file that begin between two places, so that two threads can read one file. What is
 * compressed is read as a whole.
 */
final class Slice {
  static final long BYTES = 32 << 20;

  final Path file;

  /** On disk. */
  final long bytes;

  private final long from;

  private Slice(Path file, long from, long bytes) {
    this.file = file;
    this.from = from;
    this.bytes = bytes;
  }

  static List<Slice> of(Path file, long sliceBytes) throws IOException {
    long size = Files.size(file);
    List<Slice> slices = new ArrayList<>();
    if (compressed(file)) {
      slices.add(new Slice(file, 0, size));
    } else {
      for (long from = 0; from < size; from += sliceBytes) {
        slices.add(new Slice(file, from, Math.min(sliceBytes, size - from)));
      }
    }
    return slices;
  }

  private static boolean compressed(Path file) {
    return file.toString().endsWith(".gz");
  }

  /** {@code onRead} is told of the bytes on disk as they are read. */
  void read(Lines lines, LongConsumer onRead) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      InputStream counted = new CountedInput(Channels.newInputStream(channel), onRead);
      if (compressed(file)) {
        try (InputStream in = new GZIPInputStream(counted, 1 << 16)) {
          lines.readAll(in);
        } catch (EOFException e) {
          throw new IOException("cut short", e);
        }
      } else {
        // A line that begins at the very start is known by the end of the one before.
        channel.position(Math.max(0, from - 1));
        lines.read(counted, from == 0 ? 0 : 1, bytes);
      }
    }
  }
}
