package ai.holysheep.sample;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options on the command line. */
final class Options {
  static final String HELP =
      "A customer support service that asks an AI gateway.\n"
          + "  --gateway URL    a real gateway; its key is in the environment variable HOLYSHEEP_API_KEY\n"
          + "                   (default: a built-in gateway on loopback)\n"
          + "  --calls N        end after N questions (default: until Ctrl-C)\n"
          + "  --rate R         questions per second (default 4)\n"
          + "  --seed S         seed of the questions and of the built-in gateway's responses (default 7)\n"
          + "  --clients LIST   of java.net.http,okhttp,apache5 (default: all)\n"
          + "  --timeout S      seconds until a call times out (default 3)\n"
          + "  --truth-port P   serve the built-in gateway's counts at http://127.0.0.1:P/truth\n"
          + "  --linger         after --calls, wait for the end of stdin\n"
          + "  --help           this text";

  @Nullable String gateway;
  int calls = Integer.MAX_VALUE;
  double rate = 4;
  long seed = 7;
  List<String> clients = Arrays.asList("java.net.http", "okhttp", "apache5");
  int timeoutSeconds = 3;
  int truthPort = -1;
  boolean linger;
  boolean help;

  /** Throws {@link IllegalArgumentException} with a message of one line for the user. */
  static Options parse(String[] arguments) {
    Options options = new Options();
    for (int i = 0; i < arguments.length; i++) {
      String flag = arguments[i];
      if (flag.equals("--help")) {
        options.help = true;
      } else if (flag.equals("--linger")) {
        options.linger = true;
      } else if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            flag + ": no such option, or its value is missing; see --help");
      } else {
        options.set(flag, arguments[++i]);
      }
    }
    return options;
  }

  private void set(String flag, String value) {
    try {
      switch (flag) {
        case "--gateway":
          gateway = value.replaceAll("/+$", "");
          break;
        case "--calls":
          calls = Integer.parseInt(value);
          break;
        case "--rate":
          rate = Double.parseDouble(value);
          if (!(rate > 0)) {
            throw new NumberFormatException();
          }
          break;
        case "--seed":
          seed = Long.parseLong(value);
          break;
        case "--clients":
          clients = Arrays.asList(value.split(","));
          break;
        case "--timeout":
          timeoutSeconds = Integer.parseInt(value);
          break;
        case "--truth-port":
          truthPort = Integer.parseInt(value);
          break;
        default:
          throw new IllegalArgumentException(flag + ": no such option; see --help");
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          flag + ": " + value + " is not a valid number; see --help", e);
    }
  }
}
