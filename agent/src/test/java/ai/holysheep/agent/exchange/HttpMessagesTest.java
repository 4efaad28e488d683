package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpMessagesTest {
  private static final MapMessages MESSAGES = new MapMessages();

  private final List<CallRecord> records = new ArrayList<>();

  @BeforeEach
  void install() {
    new Exchanges(Config.load(null), null, records::add).install();
  }

  @AfterEach
  void uninstall() {
    Exchanges.uninstall();
  }

  @Test
  void readsClientPathStatusAndHeaders() {
    end(Map.of(":path", "/v1/messages?key=secret"), Map.of(":status", "429", "Retry-After", "7"));

    CallRecord record = records.get(0);
    assertThat(record.client).isEqualTo("map");
    assertThat(record.endpoint).isEqualTo("/v1/messages");
    assertThat(record.status).isEqualTo(429);
    assertThat(record.limits.retryAfterSeconds).isEqualTo(7);
  }

  @Test
  void theSdksRetryCountMarksARetry() {
    end(Map.of(), Map.of(":status", "200"));
    end(Map.of("X-Stainless-Retry-Count", "0"), Map.of(":status", "200"));
    end(Map.of("X-Stainless-Retry-Count", "1"), Map.of(":status", "200"));

    assertThat(records).extracting(record -> record.retry).containsExactly(false, false, true);
  }

  @Test
  void startsNothingWhileNoCallsAreWatched() {
    Exchanges.uninstall();

    assertThat(MESSAGES.start(Map.of(), null)).isNull();
  }

  private static void end(Map<String, String> request, Map<String, String> response) {
    Exchange exchange = MESSAGES.start(request, null);
    MESSAGES.responseHeaders(exchange, response);
    exchange.responseEnd();
  }

  /** Messages that are maps, with HTTP/2's pseudo-header fields. */
  private static final class MapMessages
      extends HttpMessages<Map<String, String>, Map<String, String>> {
    MapMessages() {
      super("map");
    }

    @Override
    protected String path(Map<String, String> request) {
      return request.get(":path");
    }

    @Override
    protected String header(Map<String, String> request, String name) {
      return request.get(name);
    }

    @Override
    protected int status(Map<String, String> response) {
      return Integer.parseInt(response.get(":status"));
    }

    @Override
    protected String responseHeader(Map<String, String> response, String name) {
      return response.get(name);
    }
  }
}
