package ai.holysheep.agent.instrumentation;

import java.io.OutputStream;

/** Advice for {@link OutputStream}'s {@code write(byte[], int, int)} and {@code write(int)}. */
public abstract class WriteHandler extends AdviceHandler {
  protected abstract void onWrite(OutputStream stream, byte[] bytes, int offset, int length);

  protected abstract void onWriteByte(OutputStream stream, int b);

  protected abstract void onFailure(OutputStream stream, Throwable thrown);

  @Override
  public final void write(Object self, byte[] bytes, int offset, int length) {
    onWrite((OutputStream) self, bytes, offset, length);
  }

  @Override
  public final void writeByte(Object self, int b) {
    onWriteByte((OutputStream) self, b);
  }

  @Override
  public final void failed(Object self, Throwable thrown) {
    onFailure((OutputStream) self, thrown);
  }
}
