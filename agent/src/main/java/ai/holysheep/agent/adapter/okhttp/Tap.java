package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.io.OutputStream;
import okio.Buffer;

/**
 * Reports to an attempt bytes of a {@code Buffer}. The buffer passes its segments, so nothing is
 * copied.
 */
final class Tap extends OutputStream {
  interface Bytes {
    void accept(byte[] bytes, int offset, int length);
  }

  private final Bytes bytes;

  Tap(Bytes bytes) {
    this.bytes = bytes;
  }

  /** Never throws: wrong arguments must fail in the client, as without the agent. */
  void report(Buffer buffer, long offset, long length) {
    try {
      buffer.copyTo(this, offset, length);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.USAGE, e);
    }
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
