package ai.holysheep.agent.tests.program;

import java.io.ByteArrayInputStream;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.fluent.Request;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;

/** {@code MinimalHttpClient} of HttpClient 5, and what else is made of it. */
@SuppressWarnings("deprecation")
final class Apache5MoreProgram extends Apache5Steps {
  Apache5MoreProgram(String url, Transcript out) {
    super(url, out);
  }

  @Override
  String outcomes(String step, String usual) {
    // It reads the rest before it closes.
    return step.equals("closed-early") ? "left out" : usual;
  }

  @Override
  void make(Call call) throws Exception {
    PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
    pool.setDefaultSocketConfig(
        SocketConfig.custom().setSoTimeout(Timeout.ofMilliseconds(call.timeoutMillis)).build());
    try (MinimalHttpClient client = HttpClients.createMinimal(pool);
        CloseableHttpResponse response = client.execute(post(call), HttpClientContext.create())) {
      show(response, call.use);
    }
  }

  private Call ok(String model) {
    return call("ok", utf8(Body.json(model)), 0, Use.READ);
  }

  @Override
  void more() throws Exception {
    out.step(
        "fluent",
        "200/none",
        model ->
            out.body(
                Request.post(url + "/v1/chat/completions")
                    .addHeader("X-Fake-Scenario", "ok")
                    .bodyByteArray(ok(model).body, ContentType.APPLICATION_JSON)
                    .execute()
                    .returnContent()
                    .asBytes()));
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      out.connectTimeout(
          nowhere -> {
            HttpPost post = new HttpPost(nowhere);
            post.setConfig(
                RequestConfig.custom().setConnectTimeout(Timeout.ofMilliseconds(300)).build());
            client.execute(post);
          });
      out.step(
          "retried",
          "503/server_error 503/server_error",
          model -> {
            try (CloseableHttpResponse response =
                client.execute(post(call("overloaded", utf8(Body.json(model)), 0, Use.READ)))) {
              show(response, Use.READ);
            }
          });
    }
    answeredByTheApplication();
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        new AuthScope(null, -1), new UsernamePasswordCredentials("me", "secret".toCharArray()));
    try (CloseableHttpClient known =
        HttpClients.custom().setDefaultCredentialsProvider(credentials).build()) {
      out.step(
          "challenge",
          "401/client_error 200/none",
          model -> {
            try (CloseableHttpResponse response =
                known.execute(post(call("challenge", utf8(Body.json(model)), 0, Use.READ)))) {
              show(response, Use.READ);
            }
          });
    }
  }

  private void answeredByTheApplication() throws Exception {
    try (CloseableHttpClient own =
        HttpClients.custom()
            .addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(), "own", (request, scope, chain) -> ownAnswer())
            .build()) {
      out.step(
          "own-answer",
          "",
          model -> {
            try (CloseableHttpResponse response = own.execute(post(ok(model)))) {
              show(response, Use.READ);
            }
          });
    }
  }

  private static ClassicHttpResponse ownAnswer() {
    ClassicHttpResponse response = new BasicClassicHttpResponse(200, "OK");
    response.setEntity(new InputStreamEntity(new ByteArrayInputStream(utf8("from nowhere")), null));
    return response;
  }
}
