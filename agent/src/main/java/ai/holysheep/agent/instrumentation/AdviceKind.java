package ai.holysheep.agent.instrumentation;

/** What is woven into a method, and so which {@link AdviceHandler} it calls. */
public enum AdviceKind {
  /** Entry, return and throw. May replace the passed arguments and a returned object. */
  AROUND,
  /** Return only. May replace the returned object. */
  RESULT,
  /** Entry only. */
  ENTRY,
  /** {@code int read(byte[], int, int)}: what it has read, or that it failed. */
  READ,
  /** {@code void write(byte[], int, int)}: what it is about to write, or that it failed. */
  WRITE,
  /** {@code void write(int)}: the byte that it is about to write, or that it failed. */
  WRITE_BYTE
}
