package ai.holysheep.agent.tests.program;

import java.io.ByteArrayInputStream;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.fluent.Request;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultServiceUnavailableRetryStrategy;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.client.cache.CachingHttpClients;
import org.apache.http.impl.execchain.ClientExecChain;
import org.apache.http.message.BasicHttpResponse;

/** {@code MinimalHttpClient}, and what else is made of HttpClient 4.3 and later. */
final class Apache4MoreProgram extends Apache4Steps {
  private final CloseableHttpClient client = HttpClients.createMinimal();

  Apache4MoreProgram(String url, Transcript out) {
    super(url, out);
  }

  @Override
  void make(Call call) throws Exception {
    HttpPost post = post(call);
    post.setConfig(RequestConfig.custom().setSocketTimeout(call.timeoutMillis).build());
    try (CloseableHttpResponse response = client.execute(post)) {
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
                Request.Post(url + "/v1/chat/completions")
                    .addHeader("X-Fake-Scenario", "ok")
                    .bodyByteArray(ok(model).body)
                    .execute()
                    .returnContent()
                    .asBytes()));
    try (CloseableHttpClient caching = CachingHttpClients.createMemoryBound()) {
      out.step(
          "caching",
          "200/none",
          model -> {
            try (CloseableHttpResponse response = caching.execute(post(ok(model)))) {
              show((HttpResponse) response, Use.READ);
            }
          });
      out.step(
          "not-cached",
          "",
          model -> {
            HttpGet get = new HttpGet(url + "/v1/models");
            get.setHeader("Cache-Control", "only-if-cached");
            try (CloseableHttpResponse response = caching.execute(get)) {
              show((HttpResponse) response, Use.READ);
            }
          });
    }
    try (CloseableHttpClient hasty = HttpClients.createDefault()) {
      out.connectTimeout(
          nowhere -> {
            HttpPost post = new HttpPost(nowhere);
            post.setConfig(RequestConfig.custom().setConnectTimeout(300).build());
            hasty.execute(post);
          });
    }
    answeredByTheApplication();
    retried();
    challenged();
  }

  private void answeredByTheApplication() throws Exception {
    HttpClientBuilder builder =
        new HttpClientBuilder() {
          @Override
          protected ClientExecChain decorateMainExec(ClientExecChain main) {
            return (route, request, context, aware) -> new OwnAnswer("from nowhere");
          }
        };
    try (CloseableHttpClient own = builder.build()) {
      out.step(
          "own-answer",
          "",
          model -> {
            try (CloseableHttpResponse response = own.execute(post(ok(model)))) {
              show((HttpResponse) response, Use.READ);
            }
          });
    }
  }

  private static final class OwnAnswer extends BasicHttpResponse implements CloseableHttpResponse {
    OwnAnswer(String text) {
      super(HttpVersion.HTTP_1_1, 200, "OK");
      setEntity(new InputStreamEntity(new ByteArrayInputStream(utf8(text)), -1));
    }

    @Override
    public void close() {}
  }

  private void retried() throws Exception {
    try (CloseableHttpClient patient =
        HttpClients.custom()
            .setServiceUnavailableRetryStrategy(new DefaultServiceUnavailableRetryStrategy(1, 1))
            .build()) {
      out.step(
          "retried",
          "503/server_error 503/server_error",
          model -> {
            HttpPost post = post(call("overloaded", utf8(Body.json(model)), 0, Use.READ));
            try (CloseableHttpResponse response = patient.execute(post)) {
              show((HttpResponse) response, Use.READ);
            }
          });
    }
  }

  private void challenged() throws Exception {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials("me", "secret"));
    try (CloseableHttpClient known =
        HttpClients.custom().setDefaultCredentialsProvider(credentials).build()) {
      out.step(
          "challenge",
          "401/client_error 200/none",
          model -> {
            HttpPost post = post(call("challenge", utf8(Body.json(model)), 0, Use.READ));
            try (CloseableHttpResponse response = known.execute(post)) {
              show((HttpResponse) response, Use.READ);
            }
          });
    }
  }

  @Override
  void close() throws Exception {
    client.close();
  }
}
