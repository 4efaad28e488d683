package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.concurrent.TimeUnit;

/** Each client by its driver's name. None tries again by itself. */
final class ReplayClients {
  private ReplayClients() {}

  static Replay.Client of(String driver) throws Exception {
    switch (driver) {
      case "JdkDriver":
        // By its name, since it is not there on JDK 8.
        return (Replay.Client)
            Class.forName("ai.holysheep.agent.tests.program.JdkReplay")
                .getDeclaredConstructor()
                .newInstance();
      case "UrlConnectionDriver":
        return ReplayClients::urlConnection;
      case "OkHttpDriver":
        return OkHttp.client();
      case "Apache4DefaultDriver":
        return Apache4.defaultClient();
      case "Apache4Driver":
        return Apache4.client();
      case "Apache4AsyncDriver":
        return Apache4Async.client();
      case "Apache5Driver":
        return Apache5.client();
      case "Apache5AsyncDriver":
        return Apache5Async.client();
      default:
        throw new IllegalArgumentException(driver);
    }
  }

  private static void urlConnection(ClientCall call) throws IOException {
    HttpURLConnection connection = UrlConnectionDriver.open(call);
    if (call.body.length > 0) {
      try (OutputStream out = connection.getOutputStream()) {
        out.write(call.body);
      }
    }
    try (InputStream in =
        connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      if (in != null) {
        Body.all(in);
      }
    }
  }

  private static final class OkHttp {
    static Replay.Client client() {
      okhttp3.OkHttpClient client =
          new okhttp3.OkHttpClient.Builder()
              .retryOnConnectionFailure(false)
              .readTimeout(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS)
              .build();
      return call -> client.newCall(OkHttpDriver.request(call)).execute().body().bytes();
    }
  }

  private static final class Apache4 {
    static Replay.Client client() {
      return of(org.apache.http.impl.client.HttpClients.custom().disableAutomaticRetries().build());
    }

    static Replay.Client defaultClient() {
      org.apache.http.client.HttpClient client =
          new org.apache.http.impl.client.DefaultHttpClient();
      // 4.0 would wait two seconds for a 100.
      client.getParams().setBooleanParameter("http.protocol.expect-continue", false);
      return of(client);
    }

    static Replay.Client of(org.apache.http.client.HttpClient client) {
      return call -> {
        org.apache.http.HttpEntity entity =
            client.execute(Apache4BlockingDriver.build(call)).getEntity();
        if (entity != null) {
          org.apache.http.util.EntityUtils.toByteArray(entity);
        }
      };
    }
  }

  private static final class Apache4Async {
    static Replay.Client client() {
      org.apache.http.impl.nio.client.CloseableHttpAsyncClient client =
          org.apache.http.impl.nio.client.HttpAsyncClients.createDefault();
      client.start();
      return call ->
          Apache4AsyncDriver.await(client.execute(Apache4BlockingDriver.build(call), null));
    }
  }

  private static final class Apache5 {
    static Replay.Client client() {
      org.apache.hc.client5.http.impl.classic.CloseableHttpClient client =
          org.apache.hc.client5.http.impl.classic.HttpClients.custom()
              .disableAutomaticRetries()
              .build();
      return call -> {
        try (org.apache.hc.client5.http.impl.classic.CloseableHttpResponse response =
            client.execute(Apache5BlockingDriver.request(call))) {
          if (response.getEntity() != null) {
            org.apache.hc.core5.http.io.entity.EntityUtils.toByteArray(response.getEntity());
          }
        }
      };
    }
  }

  private static final class Apache5Async {
    static Replay.Client client() {
      org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient client =
          org.apache.hc.client5.http.impl.async.HttpAsyncClients.custom()
              .disableAutomaticRetries()
              .build();
      client.start();
      return call ->
          client
              .execute(Apache5AsyncCalls.request(call), null)
              .get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
