package ai.holysheep.agent.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells what is read. */
final class CountedInput extends FilterInputStream {
  private final LongConsumer onRead;

  CountedInput(InputStream in, LongConsumer onRead) {
    super(in);
    this.onRead = onRead;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int n = super.read(bytes, from, length);
    if (n > 0) {
      onRead.accept(n);
    }
    return n;
  }
}
