package ai.holysheep.agent.report.ledger;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a file that begin within a range of its bytes, so that several threads can read one
 * file. A compressed file is one slice. Immutable.
 */
final class Slice {
  static final long BYTES = 32 << 20;

  private static final int GZIP_BUFFER = 1 << 16;

  final LedgerFile file;

  /** On disk. */
  final long bytes;

  private final long from;

  Slice(LedgerFile file, long from, long bytes) {
    this.file = file;
    this.from = from;
    this.bytes = bytes;
  }

  /**
   * @param onRead gets the number of bytes on disk at each read
   */
  void read(LineSplitter lines, LongConsumer onRead) throws IOException {
    try (FileChannel channel = FileChannel.open(file.path)) {
      InputStream in = Channels.newInputStream(channel);
      if (file.isCompressed()) {
        // What another process appends meanwhile is not read, so that the file ends.
        readCompressed(new CountingInputStream(in, bytes, onRead), lines);
      } else if (from == 0) {
        lines.readFromLineStart(new CountingInputStream(in, Long.MAX_VALUE, onRead), bytes);
      } else {
        // A line begins at `from` if the byte before ends one.
        channel.position(from - 1);
        lines.readFromNextLine(new CountingInputStream(in, Long.MAX_VALUE, onRead), bytes);
      }
    }
  }

  private static void readCompressed(InputStream counted, LineSplitter lines) throws IOException {
    // GZIPInputStream reads its header byte by byte, and that may be as long as the file.
    try (InputStream buffered = new BufferedInputStream(counted, GZIP_BUFFER);
        InputStream in = new GZIPInputStream(buffered, GZIP_BUFFER)) {
      lines.readAll(in);
    } catch (EOFException e) {
      throw new IOException("cut short", e);
    } catch (StackOverflowError e) {
      // GZIPInputStream calls itself for each empty member of a file.
      throw new IOException("too many empty parts", e);
    }
  }
}
