package ai.holysheep.agent.adapter.okhttp;

import java.io.OutputStream;

/** Where a {@code Buffer} copies its segments to: no copy is made on the way. */
final class Tap extends OutputStream {
  interface Bytes {
    void accept(byte[] bytes, int offset, int length);
  }

  private final Bytes bytes;

  Tap(Bytes bytes) {
    this.bytes = bytes;
  }

  @Override
  public void write(int b) {
    bytes.accept(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] b, int offset, int length) {
    bytes.accept(b, offset, length);
  }
}
