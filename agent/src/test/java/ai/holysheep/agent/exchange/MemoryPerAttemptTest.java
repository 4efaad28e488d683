package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What attempts hold in the heap while they wait, and what their readers keep afterwards. */
class MemoryPerAttemptTest {
  private static final int ATTEMPTS = 10_000;
  private static final long MAX_BYTES = 2048;
  private static final String SECRET = "the-secret-of-the-sheep";
  private static final byte[] REQUEST =
      utf8("{\"model\":\"m\",\"messages\":[{\"content\":\"x\"}]}");
  private static final byte[] WITHOUT_MODEL = utf8("{\"messages\":[{\"content\":\"x\"}]}");
  private static final byte[] FORM =
      utf8("--X\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n--X--\r\n");

  private final Exchanges exchanges = new Exchanges(Config.load(null), null, record -> {});

  @BeforeEach
  void install() {
    exchanges.install();
  }

  @AfterEach
  void uninstall() {
    Exchanges.uninstall();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  @Test
  void anAttemptThatWaitsForItsResponseHoldsLittle() {
    assertThat(bytesOfOneWaiting(REQUEST)).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void anAttemptWhoseRequestNamesNoModelHoldsLittle() {
    assertThat(bytesOfOneWaiting(WITHOUT_MODEL)).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void anAttemptThatHasSentAFormHoldsLittle() {
    assertThat(bytesOfOneWaiting(FORM)).isLessThanOrEqualTo(MAX_BYTES);
  }

  private static long bytesOfOneWaiting(byte[] request) {
    List<Exchange> waiting = new ArrayList<>(ATTEMPTS);
    List<Object> calls = new ArrayList<>(ATTEMPTS);
    for (int i = 0; i < ATTEMPTS; i++) {
      calls.add(new Object());
    }
    long before = usedHeap();
    for (Object call : calls) {
      Exchange exchange = Exchanges.start("okhttp", "/v1/chat/completions", null, call);
      exchange.endWhenCollected(call);
      ExchangesByObject.put(call, exchange);
      exchange.requestStart();
      exchange.requestBodyStart();
      exchange.requestBodyBytes(request, 0, request.length);
      waiting.add(exchange);
    }
    long bytes = (usedHeap() - before) / ATTEMPTS;
    System.out.println("a waiting attempt holds " + bytes + " bytes");
    waiting.forEach(Exchange::discard);
    return bytes;
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void pooledReadersKeepNothingOfABody() throws Exception {
    String text = "{\"" + SECRET + "\":1,\"messages\":[\"" + SECRET.repeat(100) + "\"]";
    exchange(utf8(text + ",\"model\":\"m\"}"), utf8(text + ",\"" + SECRET + "\\u0020"));
    exchange(utf8(text), gzip(utf8(text + "}")));
    exchange(
        utf8("--" + SECRET + "\nContent-Disposition: " + SECRET + "; name=model\n\n" + SECRET),
        utf8("event: " + SECRET + "\ndata: {\"id\":\"" + SECRET + "\",\"object\":\"response\"}"));
    // The event breaks off within the name. A whole name of a model is kept, for the next call.
    exchange(utf8("{\"model\":\"" + SECRET), utf8("data: {\"model\":\"" + SECRET + "\n\n"));

    Object[] pools = {BodyReaders.REQUEST, BodyReaders.RESPONSE};
    assertThat(texts(pools)).isNotEmpty().noneMatch(found -> found.contains("secret"));
  }

  /** Each body byte by byte, and in buffers without an array. */
  private static void exchange(byte[] request, byte[] response) {
    Exchange exchange = Exchanges.start("okhttp", "/v1/x", null, null);
    exchange.requestBodyBytes(direct(request));
    exchange.requestBodyStart();
    for (int i = 0; i < request.length; i++) {
      exchange.requestBodyBytes(request, i, 1);
    }
    exchange.responseHeaders(200, Attempts.headers());
    for (int i = 0; i < response.length; i++) {
      exchange.responseBodyBytes(response, i, 1);
    }
    exchange.responseBodyBytes(direct(response));
    exchange.responseEnd();
  }

  private static ByteBuffer direct(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    buffer.flip();
    return buffer;
  }

  /** Every array of bytes and every text that these objects of the agent refer to. */
  private static List<String> texts(Object[] roots) throws IllegalAccessException {
    List<String> found = new ArrayList<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Object> open = new ArrayList<>(List.of(roots));
    while (!open.isEmpty()) {
      Object next = open.remove(open.size() - 1);
      if (next == null || !seen.add(next)) {
        continue;
      }
      if (next instanceof byte[] bytes) {
        found.add(new String(bytes, StandardCharsets.ISO_8859_1));
      } else if (next instanceof String text) {
        found.add(text);
      } else if (next instanceof AtomicReferenceArray<?> array) {
        for (int i = 0; i < array.length(); i++) {
          open.add(array.get(i));
        }
      } else if (next.getClass().isArray() && !next.getClass().getComponentType().isPrimitive()) {
        for (int i = 0; i < Array.getLength(next); i++) {
          open.add(Array.get(next, i));
        }
      } else {
        addFields(next, open);
      }
    }
    return found;
  }

  private static void addFields(Object owner, List<Object> open) throws IllegalAccessException {
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      if (!type.getName().startsWith("ai.holysheep.")) {
        return;
      }
      for (Field field : type.getDeclaredFields()) {
        if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          open.add(field.get(owner));
        }
      }
    }
  }
}
