package ai.holysheep.agent.instrumentation;

import java.util.Arrays;
import org.objectweb.asm.Opcodes;

/** A method's frames, with our one local variable behind the method's own. */
final class TokenFrames {
  private final int token;

  /**
   * @param token our variable's slot
   */
  TokenFrames(int token) {
    this.token = token;
  }

  /** A frame's local variables with ours behind; the slots between are said to hold nothing. */
  Object[] with(int locals, Object[] local) {
    Object[] all = Arrays.copyOf(local, count(locals, local));
    Arrays.fill(all, locals, all.length - 1, Opcodes.TOP);
    all[all.length - 1] = BridgeCalls.OBJECT;
    return all;
  }

  /** Entries, of which a {@code long} or {@code double} fills two slots. */
  int count(int locals, Object[] local) {
    int wide = 0;
    for (int i = 0; i < locals; i++) {
      wide += local[i] == Opcodes.LONG || local[i] == Opcodes.DOUBLE ? 1 : 0;
    }
    return token - wide + 1;
  }
}
