package faultinjection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every method of the agent calls {@link #enter} first. At most one of them is armed at a time. The
 * class is on the boot class path, where the agent's class loaders see it too.
 */
public final class FaultPoints {
  private static final int MOST = 1 << 14;

  /** A method may run for each byte of a body. */
  private static final int MOST_SLEEPS = 3;

  private static final Map<String, Integer> IDS = new LinkedHashMap<>();
  private static final boolean[] ON_HOSTS_THREADS = new boolean[MOST];
  private static final boolean[] ON_OWN_THREADS = new boolean[MOST];
  private static final AtomicInteger HAPPENED = new AtomicInteger();

  private static volatile boolean recording;
  private static volatile int armed = -1;
  private static volatile boolean onOwnThreads;
  private static volatile boolean onHostsThreads;
  private static volatile Fault fault = Fault.EXCEPTION;

  private FaultPoints() {}

  /** The number of a method; the same for each loader that defines its class. */
  public static synchronized int id(String method) {
    Integer id = IDS.get(method);
    if (id == null) {
      id = IDS.size();
      IDS.put(method, id);
    }
    return id;
  }

  /** The methods of all classes that have been loaded, by their numbers. */
  public static synchronized List<String> methods() {
    return new ArrayList<>(IDS.keySet());
  }

  /** Called by each method of the agent. */
  public static void enter(int id) {
    if (recording) {
      (isOwnThread() ? ON_OWN_THREADS : ON_HOSTS_THREADS)[id] = true;
    }
    if (id == armed && (isOwnThread() ? onOwnThreads : onHostsThreads)) {
      boolean often = HAPPENED.incrementAndGet() > MOST_SLEEPS;
      if (fault != Fault.SLEEP || !often) {
        fault.happen();
      }
    }
  }

  /** Whether this is a thread of the agent. */
  private static boolean isOwnThread() {
    String name = Thread.currentThread().getName();
    return name.startsWith("holysheep") || name.startsWith("HTTP-Dispatcher");
  }

  /** Forgets which methods have run, and records which ones run from now on. */
  public static void record() {
    for (int id = 0; id < MOST; id++) {
      ON_HOSTS_THREADS[id] = false;
      ON_OWN_THREADS[id] = false;
    }
    recording = true;
  }

  /** The methods that have run since {@link #record}, by their numbers. */
  public static List<Integer> recorded(boolean own) {
    recording = false;
    List<Integer> ran = new ArrayList<>();
    for (int id = 0; id < MOST; id++) {
      if ((own ? ON_OWN_THREADS : ON_HOSTS_THREADS)[id]) {
        ran.add(id);
      }
    }
    return ran;
  }

  /** From now on this method fails, each time it is entered on such a thread. */
  public static void arm(int id, Fault how, boolean own) {
    arm(id, how, !own, own);
  }

  /** From now on this method fails on every thread. */
  public static void armEverywhere(int id, Fault how) {
    arm(id, how, true, true);
  }

  private static void arm(int id, Fault how, boolean hosts, boolean own) {
    fault = how;
    onHostsThreads = hosts;
    onOwnThreads = own;
    HAPPENED.set(0);
    armed = id;
  }

  /** Returns how often the fault has happened. */
  public static int disarm() {
    armed = -1;
    return HAPPENED.get();
  }
}
