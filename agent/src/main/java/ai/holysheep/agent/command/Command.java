package ai.holysheep.agent.command;

import ai.holysheep.agent.report.ReportCommand;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;

/** The commands of {@code java -jar holysheep-agent.jar}. */
public final class Command {
  private static final int WRONG_USAGE = 2;

  private final Attach attach;
  private final PrintStream stdout;
  private final PrintStream stderr;

  Command(Attach attach, PrintStream stdout, PrintStream stderr) {
    this.attach = attach;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /**
   * Never returns: the process ends with 0, with 1 after a failure, or with 2 after wrong usage.
   */
  public static void run(String[] arguments, File jar) throws IOException {
    Attach attach = new Attach(new AttachApi(jar), System.out, System.err);
    System.exit(new Command(attach, System.out, System.err).execute(arguments));
  }

  /** Returns the process's exit status. */
  int execute(String... arguments) throws IOException {
    String name = arguments.length == 0 ? "" : arguments[0];
    if (name.equals("report")) {
      String[] options = Arrays.copyOfRange(arguments, 1, arguments.length);
      return ReportCommand.run(stdout, stderr, options);
    }
    if (name.equals("prices")) {
      String[] options = Arrays.copyOfRange(arguments, 1, arguments.length);
      return PricesCommand.run(stdout, stderr, options);
    }
    if (name.equals("attach") && (arguments.length == 2 || arguments.length == 3)) {
      return attach.attach(arguments[1], arguments.length == 3 ? arguments[2] : "");
    }
    if ((name.equals("off") || name.equals("on")) && arguments.length == 2) {
      return attach.turn(name.equals("on"), arguments[1]);
    }
    stderr.println("usage: java -javaagent:holysheep-agent.jar[=key=value,...] -jar SERVICE");
    stderr.println("       java -jar holysheep-agent.jar attach PID [key=value,...]");
    stderr.println("       java -jar holysheep-agent.jar off|on PID");
    stderr.println("       java -jar holysheep-agent.jar report --dir DIR (more: report --help)");
    stderr.println(
        "       java -jar holysheep-agent.jar prices --show MODEL (more: prices --help)");
    return WRONG_USAGE;
  }
}
