package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPathTest {
  @Test
  void aGeminiPathNamesTheModel() {
    assertThat(RequestPath.model("/v1beta/models/gemini-2.5-flash:streamGenerateContent"))
        .isEqualTo("gemini-2.5-flash");
    assertThat(RequestPath.model("/v1/models/gpt-4.1")).isNull();
    assertThat(RequestPath.model("/v1/chat/completions")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, /v1/messages",
    "/v1/messages?key=secret, /v1/messages",
    "/v1/messages#part, /v1/messages",
    "https://user:password@host:443/v1/x?key=secret, /v1/x",
    "https://host, /",
    "https://host?next=/v1/x, /",
    "/v1/x?next=https://host/v2, /v1/x",
    "?key=secret, /",
  })
  void theEndpointHasNeitherHostNorQuery(String target, String endpoint) {
    assertThat(RequestPath.endpoint(target)).isEqualTo(endpoint);
  }
}
