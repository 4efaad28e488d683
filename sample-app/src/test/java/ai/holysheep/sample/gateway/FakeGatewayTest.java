package ai.holysheep.sample.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FakeGatewayTest {
  private static final String ASK = "{\"model\":\"gpt-4.1\",\"messages\":[],\"stream\":%s%s}";
  private static final List<String> HEADERS =
      List.of(
          "X-Ratelimit-Remaining",
          "X-Ratelimit-Limit",
          "X-Ratelimit-Remaining-Tokens",
          "X-Ratelimit-Limit-Tokens",
          "X-Ratelimit-Reset",
          "X-Quota-Remaining",
          "X-Quota-Limit",
          "X-Usage-Input-Tokens",
          "X-Usage-Output-Tokens",
          "X-Usage-Total-Tokens",
          "X-Response-Time-Ms",
          "X-Model-Name",
          "X-Cost-Millicents");
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> ask(FakeGateway gateway, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void completionsHaveTheGatewaysHeaders() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 1)) {
      HttpResponse<String> response = ask(gateway, String.format(ASK, false, ""));

      assertThat(response.statusCode()).isEqualTo(200);
      for (String name : HEADERS) {
        assertThat(response.headers().firstValue(name)).as(name).isPresent();
      }
      assertThat(gateway.log().get(0).inputTokens)
          .isEqualTo(Long.parseLong(response.headers().firstValue("X-Usage-Input-Tokens").get()));
    }
  }

  @Test
  void anthropicsPathGetsAnthropicsProtocol() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 1)) {
      String stream =
          client
              .send(
                  HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/messages"))
                      .POST(BodyPublishers.ofString(String.format(ASK, true, "")))
                      .build(),
                  BodyHandlers.ofString())
              .body();

      Served served = gateway.log().get(0);
      assertThat(stream)
          .startsWith("event: message_start\ndata: {")
          .contains("\"input_tokens\":" + (served.inputTokens - served.cachedTokens) + ",")
          .contains("\"usage\":{\"output_tokens\":" + served.outputTokens + "}")
          .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }
  }

  @Test
  void streamsReportUsageOnlyOnRequest() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 1)) {
      String without = ask(gateway, String.format(ASK, true, "")).body();
      String with =
          ask(gateway, String.format(ASK, true, ",\"stream_options\":{\"include_usage\":true}"))
              .body();

      assertThat(without).doesNotContain("prompt_tokens").endsWith("data: [DONE]\n\n");
      assertThat(with).contains("prompt_tokens").endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void saysThatItClosesAConnectionWhoseEndTheClientAsksFor() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 1)) {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(gateway.url() + "/v1/models").toURL().openConnection();
      connection.setRequestProperty("Connection", "close");

      assertThat(connection.getResponseCode()).isEqualTo(200);
      assertThat(connection.getHeaderField("Connection")).isEqualTo("close");
    }
  }

  @Test
  void theSameSeedGivesTheSameResponses() throws Exception {
    assertThat(bodies(42)).isEqualTo(bodies(42)).isNotEqualTo(bodies(43));
  }

  private List<String> bodies(long seed) throws Exception {
    List<String> bodies = new ArrayList<>();
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), seed)) {
      for (int i = 0; i < 3; i++) {
        bodies.add(ask(gateway, String.format(ASK, false, "")).body());
      }
    }
    return bodies;
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "RESET_BODY", "CUT_BODY"})
  void aBrokenResponseIsAnErrorAndIncompleteInTheLog(Scenario scenario) throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(scenario), 1)) {
      assertThatThrownBy(() -> ask(gateway, String.format(ASK, false, "")))
          .isInstanceOf(IOException.class);
      assertThat(gateway.log()).allMatch(served -> !served.complete);
    }
  }
}
