package ai.holysheep.agent.instrumentation;

/** Which parts of a method get advice. Each kind has its own {@link AdviceHandler}. */
public enum AdviceKind {
  /** Entry, return and throw. May replace the passed arguments and a returned object. */
  AROUND,
  /** Return only. May replace the returned object. */
  RESULT,
  /** Entry only. */
  ENTRY,
  /** {@code int read(byte[], int, int)}: the bytes that it has read, or its failure. */
  READ,
  /** {@code void write(byte[], int, int)}: the bytes that it will write, or its failure. */
  WRITE,
  /** {@code void write(int)}: the byte that it will write, or its failure. */
  WRITE_BYTE
}
