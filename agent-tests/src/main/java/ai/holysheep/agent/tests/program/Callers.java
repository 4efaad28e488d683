package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Each client, used as plainly as it can be. */
final class Callers {
  private static final String PATH = "/v1/chat/completions";
  private static final int CONNECTIONS = 512;

  private Callers() {}

  static Load.Caller of(String client, String url) {
    switch (client) {
      case "java.net.http":
        return jdk(url + PATH);
      case "okhttp":
        return OkHttp.caller(url + PATH);
      case "urlconnection":
        return urlConnection(url + PATH);
      case "apache4":
        return Apache4.caller(url + PATH);
      default:
        return Apache5.caller(url + PATH);
    }
  }

  private static Load.Caller urlConnection(String url) {
    return (scenario, body, async, timeoutMillis) -> {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setRequestProperty("X-Fake-Scenario", scenario);
      connection.setReadTimeout(timeoutMillis);
      connection.setDoOutput(true);
      connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      try (InputStream in = connection.getInputStream()) {
        Body.all(in);
      }
    };
  }

  /** By its name, since it is not there on JDK 8. */
  private static Load.Caller jdk(String url) {
    try {
      return (Load.Caller)
          Class.forName("ai.holysheep.agent.tests.program.JdkCaller")
              .getDeclaredMethod("to", String.class)
              .invoke(null, url);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class OkHttp {
    static Load.Caller caller(String url) {
      OkHttpClient client =
          new OkHttpClient.Builder()
              .connectTimeout(1, TimeUnit.MINUTES)
              .connectionPool(new ConnectionPool(CONNECTIONS, 1, TimeUnit.MINUTES))
              .build();
      client.dispatcher().setMaxRequests(CONNECTIONS);
      client.dispatcher().setMaxRequestsPerHost(CONNECTIONS);
      return (scenario, body, async, timeoutMillis) -> {
        Request request =
            new Request.Builder()
                .url(url)
                .header("X-Fake-Scenario", scenario)
                .post(RequestBody.create(MediaType.parse("application/json"), body))
                .build();
        Call call =
            client
                .newBuilder()
                .readTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .build()
                .newCall(request);
        if (async) {
          CompletableFuture<Void> done = new CompletableFuture<>();
          call.enqueue(new Reader(done));
          done.get();
        } else {
          read(call.execute());
        }
      };
    }

    static void read(Response response) throws IOException {
      try (Response open = response) {
        open.body().string();
      }
    }
  }

  private static final class Reader implements Callback {
    private final CompletableFuture<Void> done;

    Reader(CompletableFuture<Void> done) {
      this.done = done;
    }

    @Override
    public void onFailure(Call call, IOException e) {
      done.completeExceptionally(e);
    }

    @Override
    public void onResponse(Call call, Response response) {
      try {
        OkHttp.read(response);
        done.complete(null);
      } catch (IOException e) {
        done.completeExceptionally(e);
      }
    }
  }

  private static final class Apache4 {
    static Load.Caller caller(String url) {
      org.apache.http.impl.client.CloseableHttpClient client =
          HttpClients.custom().setMaxConnTotal(CONNECTIONS).setMaxConnPerRoute(CONNECTIONS).build();
      return (scenario, body, async, timeoutMillis) -> {
        HttpPost request = new HttpPost(url);
        request.setConfig(RequestConfig.custom().setSocketTimeout(timeoutMillis).build());
        request.setHeader("X-Fake-Scenario", scenario);
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        try (org.apache.http.client.methods.CloseableHttpResponse response =
            client.execute(request)) {
          EntityUtils.toString(response.getEntity());
        }
      };
    }
  }

  private static final class Apache5 {
    static Load.Caller caller(String url) {
      org.apache.hc.client5.http.impl.classic.CloseableHttpClient client =
          org.apache.hc.client5.http.impl.classic.HttpClients.custom()
              .setConnectionManager(
                  org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder
                      .create()
                      .setMaxConnTotal(CONNECTIONS)
                      .setMaxConnPerRoute(CONNECTIONS)
                      .build())
              .disableAutomaticRetries()
              .build();
      return (scenario, body, async, timeoutMillis) -> {
        org.apache.hc.client5.http.classic.methods.HttpPost request =
            new org.apache.hc.client5.http.classic.methods.HttpPost(url);
        request.setConfig(
            org.apache.hc.client5.http.config.RequestConfig.custom()
                .setResponseTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .build());
        request.setHeader("X-Fake-Scenario", scenario);
        request.setEntity(
            new org.apache.hc.core5.http.io.entity.StringEntity(
                body, org.apache.hc.core5.http.ContentType.APPLICATION_JSON));
        client.execute(
            request,
            response ->
                org.apache.hc.core5.http.io.entity.EntityUtils.toString(response.getEntity()));
      };
    }
  }
}
