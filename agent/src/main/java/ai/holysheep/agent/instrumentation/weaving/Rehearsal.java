package ai.holysheep.agent.instrumentation.weaving;

import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.instrumentation.InstrumentedClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Describes a class of the agent with one advice point of each kind. Weaving it loads and
 * initializes what weaving needs, so that the first class of a client does not wait for that.
 */
final class Rehearsal extends ClientDescriptor {
  Rehearsal() {
    super("rehearsal", "rehearsal");
    instrument("agent", Sample.class.getName().replace('.', '/'))
        .around("", "around(")
        .result("", "result(")
        .entry("", "entry(")
        .read("")
        .write("");
  }

  InstrumentedClass sample() {
    return classes().get(0);
  }

  static byte[] sampleClassFile() throws IOException {
    try (InputStream in = Rehearsal.class.getResourceAsStream("Rehearsal$Sample.class")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return bytes.toByteArray();
    }
  }

  /** Its methods have branches, so that their frames are woven too. */
  abstract static class Sample extends OutputStream {
    private int position;

    Object around(@Nullable Object a, long b, String c) {
      return a == null ? c + b : a;
    }

    CharSequence result(boolean some) {
      return some ? "some" : "other";
    }

    void entry(@Nullable Object a) {
      if (a != null) {
        position++;
      }
    }

    int read(byte[] bytes, int offset, int length) throws IOException {
      if (length < 0) {
        throw new IOException();
      }
      return bytes.length > offset ? length : -1;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int i = 0; i < length; i++) {
        write(bytes[offset + i]);
      }
    }

    @Override
    public void write(int b) throws IOException {
      if (position++ < 0) {
        throw new IOException();
      }
    }
  }
}
