package ai.holysheep.agent.tests.program;

/** What any agent costs: to be compared with. */
public final class EmptyAgent {
  private EmptyAgent() {}

  public static void premain(String options) {
    // That is all.
  }
}
