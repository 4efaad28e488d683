package ai.holysheep.agent.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holysheep.agent.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogWriterTest {
  private final Pipe pipe = new Pipe();
  private final LogWriter writer = new LogWriter(pipe);

  @Test
  void writesLinesInTheirOrder() {
    pipe.readers.release(Integer.MAX_VALUE);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String line = "line " + i;
      writer.write(line);
      expected.add(line);
      Await.until(() -> pipe.lines().size() > expected.size() - LogWriter.CAPACITY);
    }

    Await.until(() -> pipe.lines().size() == 1000);
    assertThat(pipe.lines()).isEqualTo(expected);
  }

  @Test
  void nobodyWaitsForAFullPipeAndTheNumberOfLostLinesIsWritten() {
    writer.write("first");
    Await.until(() -> pipe.readers.hasQueuedThreads());

    for (int i = 1; i < LogWriter.CAPACITY + 44; i++) {
      writer.write("line " + i);
    }
    pipe.readers.release(Integer.MAX_VALUE);

    Await.until(() -> pipe.lines().size() == LogWriter.CAPACITY + 1);
    assertThat(pipe.lines())
        .startsWith("first", "line 1")
        .endsWith(
            "line " + (LogWriter.CAPACITY - 1),
            "[holysheep-agent] lines that are missing here: 44");
  }

  @Test
  void linesThatFindNoMemoryTakeNoRoom() {
    AtomicInteger failures = new AtomicInteger(LogWriter.CAPACITY);
    LogWriter poor =
        new LogWriter(
            pipe,
            new ConcurrentLinkedQueue<>() {
              @Override
              public boolean add(String line) {
                if (failures.getAndDecrement() > 0) {
                  throw new OutOfMemoryError("a node of the queue");
                }
                return super.add(line);
              }
            });
    pipe.readers.release(Integer.MAX_VALUE);
    for (int i = 0; i < LogWriter.CAPACITY; i++) {
      assertThatThrownBy(() -> poor.write("lost")).isInstanceOf(OutOfMemoryError.class);
    }

    poor.write("after");

    Await.until(() -> pipe.lines().size() == 2);
    assertThat(pipe.lines())
        .containsExactly(
            "after", "[holysheep-agent] lines that are missing here: " + LogWriter.CAPACITY);
  }

  @Test
  void worksOnAfterAMomentWithoutMemory() {
    pipe.readers.release(Integer.MAX_VALUE);
    pipe.error = new OutOfMemoryError("heap");
    writer.write("lost");
    Await.until(() -> pipe.error == null);

    writer.write("second");

    Await.until(() -> pipe.lines().size() == 2);
    assertThat(pipe.lines())
        .containsExactly("second", "[holysheep-agent] lines that are missing here: 1");
  }

  @Test
  void copiesLinesIntoAFileAsLongAsItExists(@TempDir Path folder) throws IOException {
    pipe.readers.release(Integer.MAX_VALUE);
    Path reply = Files.createFile(folder.resolve("reply"));
    writer.copyTo(reply.toFile());
    writer.write("copied é");
    Await.until(() -> pipe.lines().size() == 1);
    assertThat(reply).hasContent("copied é\n");

    Files.delete(reply);
    writer.write("not copied");

    Await.until(() -> pipe.lines().size() == 2);
    assertThat(reply).doesNotExist();
  }

  /** As a pipe whose writer blocks until something reads. */
  private static final class Pipe extends OutputStream {
    final Semaphore readers = new Semaphore(0);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    volatile Error error;

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException("lines are written in one piece");
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      readers.acquireUninterruptibly();
      Error thrown = error;
      if (thrown != null) {
        error = null;
        throw thrown;
      }
      synchronized (written) {
        written.write(bytes);
      }
    }

    List<String> lines() {
      synchronized (written) {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
      }
    }
  }
}
