package ai.holysheep.agent.tests.program;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body of unknown length that can be written once. */
final class OneShotBody extends RequestBody {
  private static final int PIECE = 1000;

  private final byte[] bytes;
  private boolean written;

  OneShotBody(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public MediaType contentType() {
    return OkHttpDriver.JSON;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    if (written) {
      throw new IOException("written twice");
    }
    written = true;
    for (int i = 0; i < bytes.length; i += PIECE) {
      sink.write(bytes, i, Math.min(PIECE, bytes.length - i));
      sink.flush();
    }
  }
}
