package ai.holysheep.agent.thread;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Work of the agent on a daemon thread of its own, which nothing ends except the work itself. If
 * the work throws anything, also an {@link OutOfMemoryError}, the fault is reported, and the work
 * runs again after a pause. The pause is 0.1 s, and doubles up to 5 s as long as faults come within
 * a minute of each other.
 */
public final class SupervisedThread {
  /** What the thread does. If it returns, the thread ends. */
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Learns of faults: on the supervised thread, or in {@link #tryStart}. What it throws is ignored.
   */
  public interface FaultListener {
    /**
     * The work threw this, and will run again.
     *
     * @param thread the thread's name
     * @param startsOutage whether there was no fault within the last minute
     */
    void onFault(String thread, Throwable fault, boolean startsOutage);
  }

  /** Makes the thread, on a thread of the agent. */
  public interface ThreadMaker {
    AgentThread make(Runnable work, String name);
  }

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LAST_PAUSE_MILLIS = 5_000;
  private static final long OUTAGE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long START_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final Work work;
  private final FaultListener listener;
  private final ThreadMaker maker;
  private final RetryPause pause = new RetryPause(FIRST_PAUSE_MILLIS, LAST_PAUSE_MILLIS);
  private volatile @Nullable Thread thread;

  private volatile boolean started;

  /** Held by a thread in {@link #tryStart}; others do not wait for it. */
  private final AtomicBoolean trying = new AtomicBoolean();

  /** Only with {@link #trying}: when the last try failed; 0 before that. */
  private long failedStartNanos;

  /** Only the supervised thread, and before it the one that starts it, use these two. */
  private boolean inOutage;

  private long lastFaultNanos;

  public SupervisedThread(String name, Work work, FaultListener listener) {
    this(name, work, listener, new PlainThreads());
  }

  public SupervisedThread(String name, Work work, FaultListener listener, ThreadMaker maker) {
    this.name = name;
    this.work = work;
    this.listener = listener;
    this.maker = maker;
  }

  /**
   * Starts the thread, unless it was started before. Any thread may call this: the new thread keeps
   * nothing of a thread of the application.
   *
   * @throws OutOfMemoryError if the process may have no more threads; a later call tries again
   * @throws IllegalStateException if this JVM has no way to make a thread that inherits nothing
   */
  public synchronized void start() {
    if (started) {
      return;
    }
    if (Thread.currentThread() instanceof AgentThread) {
      startInheriting();
    } else {
      AccessController.doPrivileged(new DetachedStart());
    }
    started = true;
  }

  /**
   * As {@link #start}, but never throws or waits. If no thread can be made, the fault is reported,
   * and a call tries again when a second has passed.
   */
  public void tryStart() {
    if (started || !trying.compareAndSet(false, true)) {
      return;
    }
    try {
      if (failedStartNanos == 0 || System.nanoTime() - failedStartNanos > START_RETRY_NANOS) {
        start();
      }
    } catch (Throwable noThread) {
      reportFailedStart(noThread);
    } finally {
      trying.set(false);
    }
  }

  private void reportFailedStart(Throwable noThread) {
    try {
      boolean first = failedStartNanos == 0;
      // 0 means that no try has failed.
      failedStartNanos = System.nanoTime() | 1;
      listener.onFault(name, noThread, first);
    } catch (Throwable unreported) {
      // There is no memory or no stack left.
    }
  }

  /** Ends a wait of the work in {@link LockSupport#park}. Any thread may call this at any time. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  private void startInheriting() {
    Thread created = maker.make(new Loop(), name);
    created.setUncaughtExceptionHandler(new LastResort());
    thread = created;
    created.start();
  }

  private void workUntilDone() {
    while (true) {
      try {
        if (isDone()) {
          return;
        }
      } catch (Throwable noPause) {
        // Without memory, even a pause can fail the first time.
      }
    }
  }

  private boolean isDone() {
    try {
      work.run();
      return true;
    } catch (Throwable fault) {
      onFault(fault);
      return false;
    }
  }

  private void onFault(Throwable fault) {
    try {
      boolean first = !inOutage || System.nanoTime() - lastFaultNanos > OUTAGE_NANOS;
      if (first) {
        pause.reset();
        inOutage = false;
      }
      listener.onFault(name, fault, first);
      // Not before: without memory, the report of the first fault may fail, too.
      inOutage = true;
    } catch (Throwable unreported) {
      // The next fault is reported instead.
    } finally {
      pause.await();
      lastFaultNanos = System.nanoTime();
    }
  }

  private final class Loop implements Runnable {
    @Override
    public void run() {
      workUntilDone();
    }
  }

  /** {@code Thread.stop}, which JDK 8 to 19 have, can hit the thread outside the work. */
  private final class LastResort implements Thread.UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread dying, Throwable fault) {
      try {
        onFault(fault);
      } finally {
        workUntilDone();
      }
    }
  }

  /** Privileged, so that the new thread does not inherit the permissions of the stack. */
  private final class DetachedStart implements PrivilegedAction<@Nullable Void> {
    @Override
    public @Nullable Void run() {
      DetachedThread.start(name + "-start", new Starter());
      return null;
    }
  }

  /**
   * Runs on a thread that has inherited nothing, but that an application can interrupt. So it only
   * starts the real one.
   */
  private final class Starter implements Runnable {
    @Override
    public void run() {
      while (true) {
        try {
          startInheriting();
          return;
        } catch (Throwable noThread) {
          onFault(noThread);
        }
      }
    }
  }

  private static final class PlainThreads implements ThreadMaker {
    @Override
    public AgentThread make(Runnable work, String name) {
      return new AgentThread(work, name);
    }
  }
}
