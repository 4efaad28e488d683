package ai.holysheep.agent.tests.program;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Spring's {@code RestTemplate} and {@code RestClient} over three clients. */
final class SpringProgram extends Sdk {
  private static final String PATH = "/v1/chat/completions";

  SpringProgram(String url, Transcript out) {
    super(url, out);
  }

  @Override
  public void run() {
    over("urlconnection", new SimpleClientHttpRequestFactory());
    over("apache5", new HttpComponentsClientHttpRequestFactory());
    over("jdk", new JdkClientHttpRequestFactory());
    JdkClientHttpRequestFactory impatient = new JdkClientHttpRequestFactory();
    impatient.setReadTimeout(Duration.ofMillis(ContractSteps.TIMEOUT_MILLIS));
    out.step(
        "jdk-read-timeout",
        "timeout/timeout",
        model -> timeOut(new RestTemplate(impatient), Body.json(model), "slow"));
    out.step(
        "jdk-read-timeout-in-body",
        "200/timeout",
        model -> timeOut(new RestTemplate(impatient), Body.streamWithoutUsage(model), "slow-body"));
    out.step(
        "jdk-read-in-time",
        "200/none",
        model -> template(new RestTemplate(impatient), Body.json(model), "ok"));
    out.step(
        "jdk-closed-in-time",
        "200/cancelled",
        model -> close(new RestTemplate(impatient), Body.streamWithoutUsage(model), "slow-body"));
    out.step(
        "repeated",
        "429/rate_limit 200/none",
        model ->
            template(
                new RestTemplate(new HttpComponentsClientHttpRequestFactory()),
                Body.json(model),
                "rate-limit-once"));
  }

  private void over(String client, ClientHttpRequestFactory factory) {
    RestTemplate template = new RestTemplate(factory);
    RestClient restClient = RestClient.builder().requestFactory(factory).build();
    out.step(client + "-template", "200/none", model -> template(template, Body.json(model), "ok"));
    out.step(
        client + "-template-stream",
        "200/none",
        model -> stream(template, Body.stream(model), "ok"));
    out.step(
        client + "-template-refused",
        "400/client_error",
        model -> template(template, Body.json(model), "client-error"));
    out.step(client + "-client", "200/none", model -> client(restClient, Body.json(model), "ok"));
    out.step(
        client + "-client-reset",
        "error/network",
        model -> client(restClient, Body.json(model), "reset"));
    out.step(client + "-last", "200/none", model -> template(template, Body.json(model), "ok"));
  }

  private void template(RestTemplate template, String body, String scenario) {
    HttpHeaders headers = headers(scenario);
    ResponseEntity<String> answer =
        template.exchange(
            url + PATH,
            HttpMethod.POST,
            new org.springframework.http.HttpEntity<>(body, headers),
            String.class);
    out.value("status", answer.getStatusCode());
    answer.getHeaders().headerSet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(header -> out.value("header", header));
    out.value("body", answer.getBody());
  }

  /** In the body, with which exception it fails is a race between two threads of the JDK. */
  private void timeOut(RestTemplate template, String body, String scenario) {
    try {
      stream(template, body, scenario);
    } catch (ResourceAccessException e) {
      out.value("failed", true);
    }
  }

  /** Spring reads the rest of a body before it closes it; this closes it at once. */
  private void close(RestTemplate template, String body, String scenario) {
    template.execute(
        url + PATH,
        HttpMethod.POST,
        request -> send(request, body, scenario),
        response -> {
          out.value("first", response.getBody().read());
          response.getBody().close();
          return null;
        });
  }

  private void stream(RestTemplate template, String body, String scenario) {
    template.execute(
        url + PATH,
        HttpMethod.POST,
        request -> send(request, body, scenario),
        response -> {
          out.value("status", response.getStatusCode());
          out.body(Body.all(response.getBody()));
          return null;
        });
  }

  private static void send(ClientHttpRequest request, String body, String scenario)
      throws java.io.IOException {
    request.getHeaders().putAll(headers(scenario));
    request.getBody().write(body.getBytes(StandardCharsets.UTF_8));
  }

  private void client(RestClient client, String body, String scenario) {
    String answer =
        client
            .post()
            .uri(url + PATH)
            .headers(headers -> headers.putAll(headers(scenario)))
            .body(body)
            .retrieve()
            .body(String.class);
    out.value("body", answer);
  }

  private static HttpHeaders headers(String scenario) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    headers.set("X-Fake-Scenario", scenario);
    return headers;
  }
}
