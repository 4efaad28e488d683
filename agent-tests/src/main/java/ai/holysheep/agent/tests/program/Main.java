package ai.holysheep.agent.tests.program;

/**
 * Runs a program, or the contract's steps with one client's driver, against a gateway, says {@code
 * DONE}, and waits for a line on stdin before it exits.
 */
public final class Main {
  private Main() {}

  /** {@code PROGRAM URL}, or {@code CLIENT URL THREADS CALLS} for a load. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 4) {
      new Load(Callers.of(arguments[0], arguments[1]))
          .run(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    } else {
      Object program =
          Class.forName(Main.class.getPackage().getName() + "." + arguments[0])
              .getDeclaredConstructor(String.class, Transcript.class)
              .newInstance(arguments[1], new Transcript());
      if (program instanceof ClientDriver) {
        new ContractSteps((ClientDriver) program).run();
      } else {
        ((Runnable) program).run();
      }
    }
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }
}
