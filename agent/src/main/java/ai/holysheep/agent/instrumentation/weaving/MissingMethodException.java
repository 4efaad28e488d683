package ai.holysheep.agent.instrumentation.weaving;

/** A class lacks all methods of an advice point: the agent does not fit its version. */
final class MissingMethodException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param methods for a message to the user
   */
  MissingMethodException(String methods) {
    super(methods);
  }
}
