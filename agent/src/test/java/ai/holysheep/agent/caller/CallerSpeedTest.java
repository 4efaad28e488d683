package ai.holysheep.agent.caller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Prints the table of RATIONALE.md and checks what the entry adds to the time of a call. It
 * compares, in turn, the search for both with one for the caller alone, which ends 24 frames after
 * the caller and reads names of classes and methods. It measures the thread's CPU time.
 */
@Tag("benchmark")
class CallerSpeedTest {
  private static final String HERE = CallerSpeedTest.class.getName();
  private static final int[] DEPTHS = {30, 40, 60, 80, 160};
  private static final int USUAL_FROM = 40;
  private static final int USUAL_TO = 80;
  private static final int CLIENT_FRAMES = 10;
  private static final int FRAMES_AFTER = 24;
  private static final int CALLS = 500;
  private static final int WARM_UP = 60;
  private static final int ROUNDS = 60;

  private final Callers callers =
      Callers.of(
          Config.load("ledger.dir=unused,caller.packages=" + HERE + "$Feature"),
          List.of(HERE + "$Client"));

  private final Libraries libraries = ListedStack.libraries(List.of(HERE + "$Feature"), null);

  private @Nullable Object sink;

  /** The outermost method of the application, and the nearest one. */
  static final class Feature {
    static void enter(int libraryFrames, Runnable end) {
      Library.call(libraryFrames, () -> answer(end));
    }

    static void answer(Runnable end) {
      Client.call(CLIENT_FRAMES, end);
    }
  }

  static final class Library {
    static void call(int frames, Runnable end) {
      if (frames <= 0) {
        end.run();
      } else {
        call(frames - 1, end);
      }
    }
  }

  static final class Client {
    static void call(int frames, Runnable end) {
      if (frames <= 0) {
        end.run();
      } else {
        call(frames - 1, end);
      }
    }
  }

  @Test
  void theEntryAddsAtMostThreeMicrosecondsToACallAtUsualDepths() throws Exception {
    Map<Integer, Double> added = new LinkedHashMap<>();
    System.out.println("| depth | ns for the caller alone | ns for caller and entry | ratio |");
    System.out.println("|---|---|---|---|");
    for (int depth : DEPTHS) {
      Thread thread = new Thread(() -> added.put(depth, measure(depth)));
      thread.start();
      thread.join();
    }

    assertThat(added).hasSize(DEPTHS.length);
    added.forEach(
        (depth, nanos) -> {
          if (depth >= USUAL_FROM && depth <= USUAL_TO) {
            assertThat(nanos).as("at a depth of %s", depth).isLessThan(3000);
          }
        });
  }

  /** Returns how many nanoseconds the entry adds. */
  private double measure(int depth) {
    int[] others = new int[1];
    Feature.enter(0, () -> others[0] = new Throwable().getStackTrace().length);
    double[] medians = new double[2];
    Feature.enter(
        depth - others[0],
        () -> {
          double[] alone = new double[ROUNDS];
          double[] both = new double[ROUNDS];
          for (int i = -WARM_UP; i < ROUNDS; i++) {
            double aloneNanos = nanos(this::caller);
            double bothNanos = nanos(callers::current);
            if (i >= 0) {
              alone[i] = aloneNanos;
              both[i] = bothNanos;
            }
          }
          medians[0] = median(alone);
          medians[1] = median(both);
        });
    System.out.printf(
        "| %d | %.0f | %.0f | %.2f |%n", depth, medians[0], medians[1], medians[1] / medians[0]);
    return medians[1] - medians[0];
  }

  private double nanos(Supplier<?> search) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < CALLS; i++) {
      sink = search.get();
    }
    assertThat(sink).isNotNull();
    return (double) (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / CALLS;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private @Nullable String caller() {
    return StackWalker.getInstance().walk(this::caller);
  }

  private @Nullable String caller(Stream<StackWalker.StackFrame> frames) {
    String name = null;
    int after = 0;
    Iterator<StackWalker.StackFrame> all = frames.iterator();
    while (all.hasNext() && after < FRAMES_AFTER) {
      StackWalker.StackFrame frame = all.next();
      String className = frame.getClassName();
      String method = frame.getMethodName();
      if (name == null && libraries.roleOf(className).owner == Owner.APPLICATION) {
        name = FrameName.format(className, method);
      }
      after += name == null ? 0 : 1;
    }
    return name;
  }
}
