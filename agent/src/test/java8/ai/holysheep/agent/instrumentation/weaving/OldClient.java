package ai.holysheep.agent.instrumentation.weaving;

/** A class that a compiler of Java 1.3 could have made: it has no {@code invokedynamic}. */
public class OldClient {
  /** Has a branch, a {@code long} and a handler: later class files need frames for them. */
  public Object around(String a, long wide) {
    StringBuffer text = new StringBuffer(a);
    long sum = wide;
    try {
      if (wide > 2) {
        sum += wide;
      }
      text.append(sum);
    } catch (RuntimeException e) {
      text.append("failed");
    }
    return text.toString();
  }
}
