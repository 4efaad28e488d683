package ai.holysheep.agent.command;

import ai.holysheep.agent.report.ReportCommand;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;

/** What {@code java -jar holysheep-agent.jar} can be told to do. */
public final class Command {
  private static final int WRONG_USAGE = 2;

  private Command() {}

  /** Never returns: the process ends with 0, 1 for a failure, 2 for wrong usage. */
  public static void run(String[] arguments, File jar) throws IOException {
    System.exit(status(arguments, jar));
  }

  private static int status(String[] arguments, File jar) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("report")) {
      return ReportCommand.run(
          System.out, System.err, Arrays.copyOfRange(arguments, 1, arguments.length));
    }
    if ((arguments.length == 2 || arguments.length == 3) && arguments[0].equals("attach")) {
      return Attach.run(arguments[1], arguments.length == 3 ? arguments[2] : "", jar);
    }
    System.err.println("usage: java -javaagent:holysheep-agent.jar[=key=value,...] -jar SERVICE");
    System.err.println("       java -jar holysheep-agent.jar attach PID [key=value,...]");
    System.err.println("       java -jar holysheep-agent.jar report --dir DIR (--help tells more)");
    return WRONG_USAGE;
  }
}
