package ai.holysheep.agent.start;

import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Does what a command of the jar asks for. One thread at a time uses it. */
final class Commands {
  /** What a command sends in place of options. */
  private static final String OFF = ":off";

  private static final String ON = ":on";

  private static final String HOW_ON = "; on again: java -jar holysheep-agent.jar on PID";

  private final CoreStarter starter;
  private final LoadedClasses loadedClasses;
  private final StderrLines lines;

  Commands(CoreStarter starter, LoadedClasses loadedClasses, StderrLines lines) {
    this.starter = starter;
    this.loadedClasses = loadedClasses;
    this.lines = lines;
  }

  /**
   * Switches, or says what installing would do.
   *
   * @param replyName the file for the command's lines; {@code null} if it reads none
   * @param arguments the options, or a word for the switch
   * @return whether the agent is to be installed
   */
  boolean run(@Nullable String replyName, @Nullable String arguments, boolean isInstalled) {
    File reply = replyName == null ? null : replyFile(replyName);
    boolean isSwitch = replyName != null && (OFF.equals(arguments) || ON.equals(arguments));
    if (!isInstalled && !isSwitch) {
      starter.replyTo(reply);
      return true;
    }
    if (!isInstalled) {
      // Not on the stderr of a program that has nothing to do with the agent.
      ReplyFile.append(reply, StderrLines.PREFIX + "not switched: no agent is in this JVM");
    } else {
      lines.write(reply, isSwitch ? turn(ON.equals(arguments), reply) : nothingIsDone());
    }
    return false;
  }

  private @Nullable File replyFile(String name) {
    File file = new File(name);
    try {
      if (ReplyFile.isNewAndOwn(file)) {
        return file;
      }
      lines.write(
          null, "the reply file is not an empty file of this user: the command shows nothing");
    } catch (IOException | RuntimeException gone) {
      // The command has ended, or cannot be seen from this container.
    }
    return null;
  }

  private String nothingIsDone() {
    String off = starter.offSince();
    return off == null
        ? "this JVM is watched already: nothing is done"
        : "this JVM is watched already, but off since " + off + ": use the command on";
  }

  /** Returns the line that the command shows. */
  private String turn(boolean on, @Nullable File reply) {
    try {
      String before = starter.offSince();
      if (!starter.turn(on, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())) {
        return "not switched: this JVM was started with enabled=false, so it must be restarted"
            + " without that";
      }
      if (on) {
        return before == null ? "on already: nothing is done" : turnedOn(before, reply);
      }
      return before == null
          ? "switched off at "
              + starter.offSince()
              + ": calls in flight end as usual, new ones are not watched"
              + HOW_ON
          : "off already, since " + before + HOW_ON;
    } catch (Throwable e) {
      return "not switched: " + RuntimeStart.rootCause(e);
    }
  }

  private String turnedOn(String offSince, @Nullable File reply) {
    loadedClasses.retransform(reply);
    return "switched on: new calls are watched again; it was off since " + offSince;
  }

  /** After the command that has attached the agent. */
  void watchLoaded(@Nullable File reply) {
    try {
      if (!loadedClasses.retransform(reply) && reply != null) {
        lines.write(
            reply, "attached: no HTTP client is loaded yet, the first that is will be watched");
      }
    } catch (Throwable e) {
      lines.write(reply, "clients that are loaded are left as they are: " + e);
    }
  }
}
