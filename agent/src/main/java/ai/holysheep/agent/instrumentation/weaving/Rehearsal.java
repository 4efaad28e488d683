package ai.holysheep.agent.instrumentation.weaving;

import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.instrumentation.CoreResource;
import ai.holysheep.agent.instrumentation.InstrumentedClass;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
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

  byte[] sampleClassFile() throws IOException {
    String file = sample().name() + ".class";
    return Objects.requireNonNull(CoreResource.read(file), file);
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
