package ai.holysheep.agent.instrumentation.weaving;

import java.io.IOException;
import java.io.OutputStream;

/** Stands for a client's class. It has a method of every shape that is woven. */
@SuppressWarnings("unused") // By reflection, in its woven form.
public class Client extends OutputStream {
  public Object around(String a, long wide, Object b, int narrow, StringBuilder c) {
    if (a == null) {
      throw new IllegalArgumentException("no a");
    }
    double sum = wide * 0.5;
    for (int i = 0; i < narrow; i++) {
      sum += i;
      try {
        c.append(i);
      } catch (IllegalStateException e) {
        sum--;
      }
    }
    return a + " " + b + " " + c + " " + sum;
  }

  public void nothing(String a) {}

  public long wide(String a) {
    return 42;
  }

  public CharSequence result(boolean some) {
    return some ? "some" : "other";
  }

  public void entry(Object a) {}

  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      throw new IOException("closed");
    }
    return bytes.length > offset ? length : -1;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      throw new IOException("full");
    }
  }

  @Override
  public void write(int b) throws IOException {
    if (b < 0) {
      throw new IOException("full");
    }
  }
}
