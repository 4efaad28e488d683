package ai.holysheep.agent.instrumentation;

/**
 * A state from a method's entry to its exit that holds something which must end: an attempt, or a
 * scope on the thread. If the handler throws at the exit, the handler has perhaps not ended it.
 */
public interface Abandonable {
  /**
   * Ends what the handler has not ended. Runs on the thread of the exit, at most once, and must not
   * throw.
   *
   * @param fault what the handler threw; the caller has counted it
   */
  void abandon(Throwable fault);
}
