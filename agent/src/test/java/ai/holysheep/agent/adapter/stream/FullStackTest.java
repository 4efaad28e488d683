package ai.holysheep.agent.adapter.stream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A recursion reads or writes at every depth near the end of its stack. */
class FullStackTest {
  private static final long STACK_BYTES = 400 << 10;
  private static final int ROUNDS = 40;
  private static final byte[] EVENT = new byte[64];

  private final Exchanges exchanges = new Exchanges(Config.load(null), null, record -> {});

  /** How many calls the client's stream has done. */
  private int done;

  private int failedAlthoughDone;

  private interface Step {
    void run() throws IOException;
  }

  @BeforeEach
  void install() {
    exchanges.install();
  }

  @AfterEach
  void uninstall() {
    Exchanges.uninstall();
  }

  @Test
  void noReadBytesAreLost() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Exchange exchange = start();
      exchange.responseHeaders(200, name -> null);
      InputStream tapped = TappedInput.start(new Endless(), exchange);
      checkAtEveryDepth(() -> tapped.read(EVENT, 0, EVENT.length), round);
      end(exchange);
    }
  }

  @Test
  void noWriteThatWasDoneFails() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Exchange exchange = start();
      OutputStream tapped = TappedOutput.start(new Bottomless(), exchange);
      checkAtEveryDepth(() -> tapped.write(EVENT, 0, EVENT.length), round);
      end(exchange);
    }
  }

  /** It may have ended already, by a fault inside the agent. */
  private void end(Exchange exchange) {
    exchange.canceled();
    assertThat(exchanges.active()).isZero();
  }

  private static Exchange start() {
    Exchange exchange = Exchanges.start("test", "/v1/chat/completions", null, null);
    assertThat(exchange).as("nothing rests").isNotNull();
    return exchange;
  }

  private void checkAtEveryDepth(Step step, int round) throws InterruptedException {
    done = 0;
    Thread deep = new Thread(null, () -> descend(step), "deep", STACK_BYTES + (round << 10));
    deep.start();
    deep.join();
    assertThat(done).isPositive();
    assertThat(failedAlthoughDone).isZero();
  }

  private void descend(Step step) {
    try {
      descend(step);
    } catch (StackOverflowError e) {
      // Here is the end. Each frame on the way back tries once.
    }
    int before = done;
    try {
      step.run();
    } catch (IOException | StackOverflowError e) {
      failedAlthoughDone += done == before ? 0 : 1;
    }
  }

  private final class Endless extends InputStream {
    @Override
    public int read() {
      return done++;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      done++;
      return length;
    }
  }

  private final class Bottomless extends OutputStream {
    @Override
    public void write(int b) {
      done++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      done++;
    }
  }
}
