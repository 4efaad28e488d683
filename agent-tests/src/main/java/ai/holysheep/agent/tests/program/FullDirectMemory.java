package ai.holysheep.agent.tests.program;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code URL CALLS}: an application that uses up the JVM's direct memory between two calls, and
 * makes calls meanwhile, which may fail.
 */
public final class FullDirectMemory {
  private FullDirectMemory() {}

  public static void main(String[] arguments) throws Exception {
    Load.Caller caller = Callers.of("urlconnection", arguments[0]);
    caller.call("ok", Body.json("before"), false, 60_000);
    System.out.println("CALLED");
    Stdin.awaitLine();
    List<ByteBuffer> held = fill();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      try {
        caller.call("ok", Body.json("full"), false, 60_000);
      } catch (Exception | OutOfMemoryError e) {
        // The JDK's sockets need direct memory, too.
      }
    }
    System.out.println("FULL " + held.size());
    Stdin.awaitLine();
    held.clear();
    System.gc();
    caller.call("ok", Body.json("after"), false, 60_000);
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  private static List<ByteBuffer> fill() {
    List<ByteBuffer> held = new ArrayList<>();
    int size = 1 << 20;
    while (size > 0) {
      try {
        held.add(ByteBuffer.allocateDirect(size));
      } catch (OutOfMemoryError full) {
        size /= 2;
      }
    }
    return held;
  }
}
