package ai.holysheep.agent.start;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Starts the core on the thread that loads the first instrumented class. If that fails, a thread of
 * the agent tries again. Any thread may use it; its monitor guards its fields.
 */
final class CoreStarter {
  /** How often the core is started if starting fails, for example for lack of memory. */
  private static final int MAX_STARTS = 6;

  private static final long FIRST_RETRY_MILLIS = 1000;

  private final RuntimeStart runtime;
  private final Callable<ClassLoader> loaders;
  private final LoadedClasses loadedClasses;
  private final StderrLines lines;

  /** Whether a class has loaded without its advice that a thread can still add. */
  private final AtomicBoolean leftOut;

  /** The file of the command that has attached the agent. */
  private volatile @Nullable File reply;

  private @Nullable ClassFileTransformer core;
  private int starts;
  private int laterTries;

  /** Whether a thread starts the core, or weaves, later. */
  private boolean isLaterRunning;

  /** Whether a class was left out while that thread ran. */
  private boolean leftOutMeanwhile;

  /** When the command {@code off} came; {@code null} if the agent is on. */
  private @Nullable String offSince;

  private boolean saidOff;

  CoreStarter(
      RuntimeStart runtime,
      Callable<ClassLoader> loaders,
      LoadedClasses loadedClasses,
      StderrLines lines,
      AtomicBoolean leftOut) {
    this.runtime = runtime;
    this.loaders = loaders;
    this.loadedClasses = loadedClasses;
    this.lines = lines;
    this.leftOut = leftOut;
  }

  void replyTo(@Nullable File file) {
    reply = file;
  }

  @Nullable File reply() {
    return reply;
  }

  /** Writes a line that no command has asked for. */
  void log(String message) {
    lines.write(reply, message);
  }

  /** Returns {@code null} if the agent is off, or if the core cannot start now. */
  synchronized @Nullable ClassFileTransformer core() throws Exception {
    if (core == null && offSince != null && !saidOff) {
      saidOff = true;
      log("off since " + offSince + ": HTTP clients that load now are left as they are");
    }
    if (isLacking() && !isLaterRunning && starts < MAX_STARTS) {
      starts++;
      try {
        core = runtime.in(CoreStarter.class.getClassLoader(), reply);
      } catch (Throwable e) {
        // For example, the JVM has no memory now.
        leftOut.set(true);
        weaveLater();
        throw e;
      }
    }
    return core;
  }

  /** A class is without its advice. */
  void leaveOut() {
    leftOut.set(true);
  }

  /** Lets a thread start the core if it is lacking, and weave the classes that were left out. */
  synchronized void weaveLater() {
    leftOut.set(false);
    if (isLaterRunning) {
      leftOutMeanwhile = true;
    } else if (laterTries < MAX_STARTS) {
      laterTries++;
      leftOut.set(!startLaterThread());
    }
  }

  private boolean startLaterThread() {
    try {
      isLaterRunning = true;
      DaemonThread.start(new FutureTask<>(new Later(), null), "holysheep-agent-start");
      return true;
    } catch (Throwable noThread) {
      isLaterRunning = false;
      return false;
    }
  }

  private synchronized boolean isLacking() {
    return core == null && offSince == null;
  }

  private synchronized boolean mayStart() {
    return isLacking() && starts < MAX_STARTS;
  }

  /** When the agent was switched off; {@code null} if it is on. */
  synchronized @Nullable String offSince() {
    return offSince;
  }

  /**
   * Switches the core off or on, and remembers it for a core that starts later.
   *
   * @param now the time of the command
   * @return false if the option {@code enabled} is false: nothing is there to switch
   */
  synchronized boolean turn(boolean on, String now) throws ReflectiveOperationException {
    if (core == null ? runtime.isSwitchedOff() : !RuntimeStart.switchTo(core, on)) {
      return false;
    }
    if (on != (offSince == null)) {
      offSince = on ? null : now;
      saidOff = false;
    }
    return true;
  }

  /**
   * Tries to start the core, each time in a new loader: a class whose initializer has failed never
   * works again. Then it does what attaching does with the classes that have loaded.
   */
  private final class Later implements Runnable {
    @Override
    public void run() {
      boolean done = false;
      try {
        long pause = FIRST_RETRY_MILLIS;
        do {
          sleep(pause);
          pause *= 2;
          startIfLacking();
        } while (mayStart());
        loadedClasses.retransform(reply);
        done = true;
      } finally {
        end(done);
      }
    }

    private void sleep(long millis) {
      try {
        TimeUnit.MILLISECONDS.sleep(millis);
      } catch (InterruptedException byTheApplication) {
        // It tries sooner.
      }
    }

    private void startIfLacking() {
      int start;
      synchronized (CoreStarter.this) {
        if (!isLacking()) {
          return;
        }
        starts++;
        start = starts;
      }
      try {
        started(runtime.in(loaders.call(), reply));
        log("started at try " + start);
      } catch (Throwable e) {
        if (start == MAX_STARTS) {
          log("no call is watched, the agent cannot start: " + RuntimeStart.rootCause(e));
        }
      }
    }

    private void started(ClassFileTransformer runtimeOfTry) throws ReflectiveOperationException {
      synchronized (CoreStarter.this) {
        core = runtimeOfTry;
        if (offSince != null) {
          RuntimeStart.switchTo(runtimeOfTry, false);
        }
      }
    }

    private void end(boolean done) {
      synchronized (CoreStarter.this) {
        isLaterRunning = false;
        if (!done || leftOutMeanwhile) {
          leftOut.set(true);
        }
        leftOutMeanwhile = false;
      }
    }
  }
}
