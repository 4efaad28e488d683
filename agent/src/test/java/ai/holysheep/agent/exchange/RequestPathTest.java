package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestPathTest {
  @Test
  void aGeminiPathNamesTheModel() {
    assertThat(RequestPath.model("/v1beta/models/gemini-2.5-flash:streamGenerateContent"))
        .isEqualTo("gemini-2.5-flash");
    assertThat(RequestPath.model("/v1/models/gpt-4.1")).isNull();
    assertThat(RequestPath.model("/v1/chat/completions")).isNull();
  }
}
