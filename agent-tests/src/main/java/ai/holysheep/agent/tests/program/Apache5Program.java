package ai.holysheep.agent.tests.program;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpHead;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/** Apache HttpClient 5, the classic client. */
// execute(request) is deprecated for handlers' sake, and what legacy services call.
@SuppressWarnings("deprecation")
final class Apache5Program implements Runnable {
  private final String url;
  private final Transcript out;
  private final PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(pool)
          .addResponseInterceptorLast(this::seen)
          .build();

  Apache5Program(String url, Transcript out) {
    this.url = url;
    this.out = out;
  }

  private void seen(HttpResponse response, EntityDetails entity, Object context) {
    out.value(
        "intercepted",
        response.getCode() + " " + (entity == null ? null : entity.getClass().getName()));
  }

  @Override
  public void run() {
    statuses();
    reading();
    requests();
    failures();
    cancellations();
  }

  private void statuses() {
    out.step("json", "200/none", model -> string(post(model, "ok")));
    out.step("gzip", "200/none", model -> string(post(model, "gzip")));
    out.step(
        "rate-limit-retried",
        "429/rate_limit 429/rate_limit",
        model -> string(post(model, "rate-limit")));
    out.step("server-error", "500/server_error", model -> string(post(model, "server-error")));
    out.step(
        "overloaded-retried",
        "503/server_error 503/server_error",
        model -> string(post(model, "overloaded")));
    out.step("client-error", "400/client_error", model -> string(post(model, "client-error")));
    out.step("unauthorized", "401/client_error", model -> string(post(model, "unauthorized")));
    out.step("empty", "204/none", model -> string(post(model, "empty")));
    out.step("malformed", "200/none", model -> string(post(model, "malformed-json")));
    out.step("no-usage", "200/none", model -> string(post(model, "no-usage")));
    out.step(
        "unwatched",
        "",
        model -> string(post(url.replace("127.0.0.1", "localhost") + "/v1", model, "ok")));
    out.step(
        "head",
        "",
        model -> {
          out.line("EXPECT unknown 200/none");
          string(new HttpHead(url + "/v1/models"));
        });
    out.step(
        "unread-500", "500/server_error", model -> execute(post(model, "server-error")).close());
    out.step(
        "consumed",
        "200/cancelled",
        model -> {
          try (CloseableHttpResponse response = execute(post(model, "ok"))) {
            EntityUtils.consume(response.getEntity());
          }
        });
    out.step(
        "response-handler",
        "200/none",
        model ->
            out.value(
                "text",
                client.execute(
                    post(model, "ok"), response -> EntityUtils.toString(response.getEntity()))));
  }

  private void reading() {
    out.step("stream", "200/none", model -> string(stream(model, "ok", Body.stream(model))));
    out.step(
        "single-bytes",
        "200/none",
        model -> {
          try (CloseableHttpResponse response = execute(post(model, "ok"));
              InputStream in = response.getEntity().getContent()) {
            StringBuilder text = new StringBuilder();
            for (int b = in.read(); b != -1; b = in.read()) {
              text.append((char) b);
            }
            out.value("text", text);
          }
        });
    out.step(
        "skip",
        "200/none",
        model -> {
          try (CloseableHttpResponse response = execute(post(model, "ok"));
              InputStream in = response.getEntity().getContent()) {
            out.value("skipped", in.skip(10));
            out.value("rest", Body.all(in).length);
          }
        });
    out.step(
        "write-to",
        "200/none",
        model -> {
          try (CloseableHttpResponse response = execute(post(model, "ok"))) {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            response.getEntity().writeTo(bytes);
            out.body(bytes.toByteArray());
          }
        });
    out.step(
        "close-after-last",
        "200/none",
        model -> {
          try (CloseableHttpResponse response = execute(stream(model, "ok", Body.stream(model)))) {
            out.value("text", Body.untilDone(response.getEntity().getContent()));
          }
        });
  }

  private void requests() {
    out.step(
        "large",
        "200/none",
        model ->
            string(
                with(
                    post(model, "ok"),
                    new ByteArrayEntity(Body.large(model), ContentType.APPLICATION_JSON))));
    out.step(
        "chunked",
        "200/none",
        model ->
            string(
                with(
                    post(model, "ok"),
                    new InputStreamEntity(
                        new ByteArrayInputStream(Body.large(model)),
                        ContentType.APPLICATION_JSON))));
    out.step("redirect", "307/none 200/none", model -> string(post(model, "redirect")));
  }

  private void failures() {
    out.step(
        "refused",
        "",
        model -> {
          out.line("EXPECT unknown error/network");
          string(post("http://127.0.0.1:1/v1", model, "ok"));
        });
    out.step("timeout", "timeout/timeout", model -> string(hasty(post(model, "slow"))));
    out.step("body-timeout", "200/timeout", model -> string(hasty(post(model, "slow-body"))));
    out.step("reset", "error/network", model -> string(post(model, "reset")));
    out.step("reset-body", "200/network", model -> string(post(model, "reset-body")));
    out.step("cut-body", "200/network", model -> string(post(model, "cut-body")));
  }

  private void cancellations() {
    out.step(
        "cancel-early",
        "cancelled/cancelled",
        model -> {
          HttpPost post = post(model, "slow");
          CompletableFuture<Object> failure =
              CompletableFuture.supplyAsync(
                  () -> {
                    try {
                      return client.execute(post);
                    } catch (IOException e) {
                      return e;
                    }
                  });
          out.awaitAtGateway(model);
          out.value("cancelled", post.cancel());
          out.value("failed", failure.get(5, TimeUnit.SECONDS) instanceof IOException);
        });
    out.step(
        "unread-200",
        "200/cancelled",
        model -> execute(stream(model, "ok", Body.streamWithoutUsage(model))).close());
  }

  private static HttpPost with(HttpPost post, HttpEntity entity) {
    post.setEntity(entity);
    return post;
  }

  private static HttpPost hasty(HttpPost post) {
    post.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(Timeout.ofMilliseconds(Steps.HASTE_MILLIS))
            .build());
    return post;
  }

  private HttpPost post(String model, String scenario) {
    return post(url + "/v1/chat/completions?key=secret", model, scenario);
  }

  private HttpPost stream(String model, String scenario, String body) {
    return with(post(model, scenario), new StringEntity(body, StandardCharsets.UTF_8));
  }

  private static HttpPost post(String to, String model, String scenario) {
    HttpPost post = new HttpPost(to);
    post.setHeader("X-Fake-Scenario", scenario);
    return with(post, new StringEntity(Body.json(model), StandardCharsets.UTF_8));
  }

  private CloseableHttpResponse execute(HttpUriRequestBase request) throws IOException {
    CloseableHttpResponse response = client.execute(request);
    Map<String, List<String>> headers = new TreeMap<>();
    for (Header header : response.getHeaders()) {
      headers.computeIfAbsent(header.getName(), unused -> new ArrayList<>()).add(header.getValue());
    }
    out.value("class", response.getClass().getName() + " " + response.getCode());
    out.headers(headers);
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      out.value(
          "entity",
          entity.getClass().getName()
              + " "
              + entity.getContentLength()
              + " "
              + entity.isChunked()
              + " "
              + entity.isRepeatable()
              + " "
              + entity.isStreaming()
              + " "
              + entity.getContentEncoding());
    }
    return response;
  }

  private void string(HttpUriRequestBase request) throws IOException, ParseException {
    try (CloseableHttpResponse response = execute(request)) {
      if (response.getEntity() != null) {
        out.body(EntityUtils.toByteArray(response.getEntity()));
      }
    } finally {
      out.value("pool", pool.getTotalStats());
    }
  }
}
