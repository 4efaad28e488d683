package ai.holysheep.agent.exchange.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SipHash-2-4, by the test vectors of its authors. */
class KeyedHashTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final KeyedHash hash = new KeyedHash(new SecretKey(counting(16)));

  @ParameterizedTest
  @CsvSource({
    "0, 726fdb47dd0e0e31",
    "1, 74f839c593dc67fd",
    "7, ab0200f58b01d137",
    "8, 93f5f5799a932462",
    "15, a129ca6149be45e5",
    "63, 958a324ceb064572"
  })
  void isSipHash(int length, String expected) {
    hash.add(counting(length), 0, length);
    assertThat(KeyedHash.hex(hash.value(), 16)).isEqualTo(expected);
    assertThat(KeyedHash.hex(hash.value(), 8)).isEqualTo(expected.substring(0, 8));
  }

  @Test
  void doesNotDependOnThePieces() {
    Random random = new Random(1);
    byte[] body = new byte[1000];
    random.nextBytes(body);
    long whole = hash(body);
    for (int round = 0; round < 500; round++) {
      hash.reset();
      int i = 0;
      while (i < body.length) {
        int count = Math.min(1 + random.nextInt(round % 50 + 1), body.length - i);
        addPiece(ByteBuffer.wrap(body, i, count), random.nextInt(4));
        i += count;
      }
      assertThat(hash.value()).isEqualTo(whole);
    }
  }

  private void addPiece(ByteBuffer piece, int kind) {
    if (kind == 0) {
      hash.add(piece.array(), piece.position(), piece.remaining());
      return;
    }
    ByteBuffer other =
        kind == 1 ? piece.asReadOnlyBuffer() : ByteBuffer.allocateDirect(piece.remaining() + 3);
    if (kind > 1) {
      other.position(3);
      other.put(piece.duplicate()).position(3);
    }
    other.order(kind == 2 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int position = other.position();
    hash.add(other);
    assertThat(other.position()).isEqualTo(position);
  }

  @Test
  void dependsOnTheKeyAndOnEachByte() {
    byte[] body = "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8);
    long first = hash(body);
    KeyedHash other = new KeyedHash(SecretKey.of(new byte[] {1}));
    other.add(body, 0, body.length);
    assertThat(other.value()).isNotEqualTo(first);
    for (int i = 0; i < body.length; i++) {
      body[i]++;
      assertThat(hash(body)).isNotEqualTo(first);
      body[i]--;
    }
    assertThat(hash(body)).isEqualTo(first);
  }

  @Test
  void jvmsWithOneSecretHaveOneKey() {
    byte[] secret = "a secret of any length".getBytes(StandardCharsets.UTF_8);
    assertThat(hash(SecretKey.of(secret))).isEqualTo(hash(SecretKey.of(secret)));
    assertThat(hash(SecretKey.of(secret))).isNotEqualTo(hash(SecretKey.of(new byte[0])));
  }

  @Test
  void allocatesNothing() {
    byte[] body = counting(1001);
    ByteBuffer direct = ByteBuffer.allocateDirect(body.length);
    addAll(body, direct);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    addAll(body, direct);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(2048);
  }

  private void addAll(byte[] body, ByteBuffer direct) {
    for (int i = 0; i < 10_000; i++) {
      hash.reset();
      hash.add("/v1/chat/completions");
      hash.add(body, 0, body.length);
      hash.add(direct);
      hash.value();
    }
  }

  private long hash(byte[] body) {
    hash.reset();
    hash.add(body, 0, body.length);
    return hash.value();
  }

  private static long hash(SecretKey key) {
    return new KeyedHash(key).value();
  }

  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
