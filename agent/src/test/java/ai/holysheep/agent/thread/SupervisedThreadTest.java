package ai.holysheep.agent.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holysheep.agent.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisedThreadTest {
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final SupervisedThread.FaultListener listener =
      (thread, fault, first) -> faults.add(thread + " " + fault.getMessage() + " " + first);

  @ParameterizedTest
  @ValueSource(
      classes = {
        RuntimeException.class,
        OutOfMemoryError.class,
        StackOverflowError.class,
        LinkageError.class,
        ThreadDeath.class
      })
  void runsItsWorkAgainWhateverItThrows(Class<? extends Throwable> type) throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch worksAgain = new CountDownLatch(1);
    Throwable thrown = type.getDeclaredConstructor().newInstance();

    new SupervisedThread(
            "test-works-again",
            () -> {
              if (runs.incrementAndGet() <= 2) {
                throwUnchecked(thrown);
              }
              worksAgain.countDown();
            },
            listener)
        .start();

    worksAgain.await();
    assertThat(runs).hasValue(3);
    assertThat(faults).containsExactly("test-works-again null true", "test-works-again null false");
  }

  @Test
  void pausesLongerAfterEachFault() {
    AtomicInteger runs = new AtomicInteger();
    long start = System.nanoTime();

    new SupervisedThread(
            "test-pauses",
            () -> {
              if (runs.incrementAndGet() <= 3) {
                throw new IllegalStateException("run " + runs);
              }
            },
            listener)
        .start();

    Await.until(() -> runs.get() == 4);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(700_000_000L);
    assertThat(faults)
        .containsExactly(
            "test-pauses run 1 true", "test-pauses run 2 false", "test-pauses run 3 false");
  }

  @Test
  void worksOnIfItsListenerFails() {
    AtomicInteger runs = new AtomicInteger();

    new SupervisedThread(
            "test-listener",
            () -> {
              if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException();
              }
            },
            (thread, fault, first) -> {
              throw new OutOfMemoryError("no room to report");
            })
        .start();

    Await.until(() -> runs.get() == 2);
  }

  @Test
  void nothingReachesTheApplicationsHandler() {
    List<Throwable> seen = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> seen.add(fault));
    try {
      AtomicInteger runs = new AtomicInteger();
      SupervisedThread.Work failing =
          () -> {
            if (runs.incrementAndGet() == 1) {
              throw new IllegalStateException();
            }
          };
      new SupervisedThread("test-handler", failing, listener).start();
      Thread oneOff = new AgentThread(() -> throwUnchecked(new Error("one-off")), "test-one-off");
      oneOff.start();
      Await.until(() -> runs.get() == 2 && !oneOff.isAlive());

      assertThat(seen).isEmpty();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void whatHitsTheThreadOutsideItsWorkDoesNotEndIt() {
    AtomicReference<Thread.UncaughtExceptionHandler> handler = new AtomicReference<>();
    AtomicInteger runs = new AtomicInteger();
    new SupervisedThread(
            "test-stop",
            () -> {
              handler.set(Thread.currentThread().getUncaughtExceptionHandler());
              runs.incrementAndGet();
            },
            listener)
        .start();
    Await.until(() -> runs.get() == 1);

    // As the JVM does with a ThreadDeath that arrives between two runs.
    handler.get().uncaughtException(Thread.currentThread(), new ThreadDeath());

    assertThat(runs).hasValue(2);
  }

  @Test
  void inheritsNothingOfTheApplicationsThread() throws InterruptedException {
    InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
    inheritable.set("the application's");
    ThreadGroup group = new ThreadGroup("the application's");
    List<Object> seen = new CopyOnWriteArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    SupervisedThread.Work work =
        () -> {
          seen.add(String.valueOf(inheritable.get()));
          seen.add(Thread.currentThread().getThreadGroup().getName());
          seen.add(Thread.currentThread().getContextClassLoader());
          seen.add(Thread.currentThread().isDaemon());
          done.countDown();
        };

    Thread application =
        new Thread(group, () -> new SupervisedThread("test-nothing", work, listener).start());
    application.start();
    done.await();

    assertThat(seen).containsExactly("null", "system", AgentThread.class.getClassLoader(), true);
  }

  @Test
  void ignoresInterruptsFromItsFirstMoment() {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger interrupted = new AtomicInteger();
    AtomicReference<Thread> thread = new AtomicReference<>();
    new SupervisedThread(
            "test-interrupts",
            () -> {
              thread.set(Thread.currentThread());
              try {
                go.await();
              } catch (InterruptedException e) {
                interrupted.incrementAndGet();
              }
            },
            listener)
        .start();

    Await.until(
        () -> {
          Thread.getAllStackTraces().keySet().stream()
              .filter(each -> each.getName().startsWith("test-interrupts"))
              .forEach(Thread::interrupt);
          return thread.get() != null;
        });
    go.countDown();
    Await.until(() -> !thread.get().isAlive());

    assertThat(interrupted).hasValue(0);
    assertThat(faults).isEmpty();
  }

  @Test
  void triesToStartAgainIfThereWasNoThread() {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger runs = new AtomicInteger();
    SupervisedThread thread =
        new SupervisedThread(
            "test-start",
            runs::incrementAndGet,
            listener,
            (work, name) -> {
              if (made.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return new AgentThread(work, name);
            });

    thread.tryStart();
    Await.until(
        () -> {
          thread.tryStart();
          return runs.get() == 1;
        });

    assertThat(made).hasValue(2);
    assertThat(faults).containsExactly("test-start unable to create native thread true");
  }

  @Test
  void tellsAThreadOfTheAgentThatThereIsNoThread() {
    SupervisedThread thread =
        new SupervisedThread(
            "test-told",
            () -> {},
            listener,
            (work, name) -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread agent =
        new AgentThread(
            () -> {
              try {
                thread.start();
              } catch (OutOfMemoryError e) {
                thrown.set(e);
              }
            },
            "test-agent");
    agent.start();
    Await.until(() -> !agent.isAlive());

    assertThatThrownBy(
            () -> {
              throw thrown.get();
            })
        .hasMessage("unable to create native thread");
  }

  private static void throwUnchecked(Throwable thrown) {
    SupervisedThreadTest.<RuntimeException>sneak(thrown);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
