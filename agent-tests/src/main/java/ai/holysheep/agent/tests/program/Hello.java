package ai.holysheep.agent.tests.program;

/** Calls nothing. */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
