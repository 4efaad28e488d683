package ai.holysheep.agent.tests.program;

import java.io.IOException;

/** How the tests hold a program: it goes on with a line from them, or when they are no more. */
public final class Stdin {
  private Stdin() {}

  public static void awaitLine() throws IOException {
    for (int read = System.in.read(); read != '\n' && read != -1; read = System.in.read()) {
      // Anything before the line's end.
    }
  }
}
