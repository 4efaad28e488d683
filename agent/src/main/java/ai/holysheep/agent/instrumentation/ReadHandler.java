package ai.holysheep.agent.instrumentation;

import java.io.InputStream;

/** Advice for {@link InputStream#read(byte[], int, int)}. */
public abstract class ReadHandler extends AdviceHandler {
  /** The stream has read {@code count} bytes; -1 at its end. */
  protected abstract void onRead(InputStream stream, byte[] bytes, int offset, int count);

  protected abstract void onFailure(InputStream stream, Throwable thrown);

  @Override
  public final void read(Object self, byte[] bytes, int offset, int count) {
    onRead((InputStream) self, bytes, offset, count);
  }

  @Override
  public final void failed(Object self, Throwable thrown) {
    onFailure((InputStream) self, thrown);
  }
}
