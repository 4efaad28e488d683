package ai.holysheep.agent.instrumentation.weaving;

/** A class has none of the methods of an advice point: its version does not fit. */
final class MissingMethodException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param methods for a message to the user
   */
  MissingMethodException(String methods) {
    super(methods);
  }
}
