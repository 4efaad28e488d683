package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.io.OutputStream;
import okio.Buffer;

/**
 * Shows an attempt bytes within a {@code Buffer}, which hands its segments over: no copy is made.
 */
final class Tap extends OutputStream {
  interface Bytes {
    void accept(byte[] bytes, int offset, int length);
  }

  private final Bytes bytes;

  Tap(Bytes bytes) {
    this.bytes = bytes;
  }

  /** Never throws: arguments that are wrong shall fail in the client, as they do without us. */
  void see(Buffer buffer, long offset, long length) {
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
