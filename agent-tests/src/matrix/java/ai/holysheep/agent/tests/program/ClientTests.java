package ai.holysheep.agent.tests.program;

import java.lang.reflect.Modifier;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/**
 * Runs a client's own JUnit 4 tests, and prints the outcome of each: {@code TEST name outcome}.
 * Then it waits for a line on stdin.
 */
public final class ClientTests {
  private ClientTests() {}

  public static void main(String[] classes) throws Exception {
    JUnitCore core = new JUnitCore();
    core.addListener(new Printer());
    for (String name : classes) {
      Class<?> tests = Class.forName(name);
      if (!Modifier.isAbstract(tests.getModifiers())) {
        core.run(tests);
      }
    }
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  private static final class Printer extends RunListener {
    private String outcome = "passed";

    @Override
    public void testStarted(Description test) {
      outcome = "passed";
    }

    @Override
    public void testFailure(Failure failure) {
      outcome = failure.getException().getClass().getName();
      if (!failure.getDescription().isTest()) {
        print(failure.getDescription());
      }
    }

    @Override
    public void testAssumptionFailure(Failure failure) {
      outcome = "not applicable";
    }

    @Override
    public void testIgnored(Description test) {
      outcome = "ignored";
      print(test);
    }

    @Override
    public void testFinished(Description test) {
      print(test);
    }

    private void print(Description test) {
      System.out.println("TEST " + test.getDisplayName() + " " + outcome);
    }
  }
}
