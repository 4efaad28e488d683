package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/**
 * Calls within calls: an interceptor fetches a token, a body is read from a store. The inner ones
 * go to a host that is not watched.
 */
final class NestedProgram implements Runnable {
  /** A call that somebody makes on the way. */
  private interface Inner {
    void call() throws IOException;
  }

  private static final String PATH = "/v1/chat/completions";
  private static final MediaType JSON = MediaType.parse("application/json");

  private final String url;
  private final String elsewhere;
  private final Transcript out;

  NestedProgram(String url, Transcript out) {
    this.url = url + PATH;
    elsewhere = url.replace("127.0.0.1", "localhost") + PATH;
    this.out = out;
  }

  @Override
  public void run() {
    okhttp("okhttp-by-apache4", this::apache4);
    okhttp("okhttp-by-apache5", this::apache5);
    okhttp("okhttp-by-urlconnection", this::urlConnection);
    apache4("apache4-by-apache4", this::apache4);
    apache4("apache4-by-apache5", this::apache5);
    apache4("apache4-by-okhttp", this::okhttp);
    apache4("apache4-by-urlconnection", this::urlConnection);
    apache5("apache5-by-apache4", this::apache4);
    apache5("apache5-by-apache5", this::apache5);
    apache5("apache5-by-okhttp", this::okhttp);
    apache5("apache5-by-urlconnection", this::urlConnection);
  }

  private static byte[] json(String model) {
    return Body.json(model).getBytes(StandardCharsets.UTF_8);
  }

  private void okhttp(String name, Inner inner) {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(
                chain -> {
                  inner.call();
                  Response response = chain.proceed(chain.request());
                  inner.call();
                  return response;
                })
            .build();
    each(
        name,
        (model, scenario) -> {
          Request request =
              new Request.Builder()
                  .url(url)
                  .header("X-Fake-Scenario", scenario)
                  .post(new Fetched(json(model), inner))
                  .build();
          try (Response response = client.newCall(request).execute()) {
            out.value("status", response.code());
            out.value("text", response.body().string());
          }
        });
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /** A request's body that another call brings. */
  private static final class Fetched extends RequestBody {
    private final byte[] bytes;
    private final Inner inner;

    Fetched(byte[] bytes, Inner inner) {
      this.bytes = bytes;
      this.inner = inner;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      inner.call();
      sink.write(bytes);
    }
  }

  private void apache4(String name, Inner inner) {
    HttpClientBuilder builder =
        HttpClients.custom()
            .addInterceptorLast((HttpRequestInterceptor) (request, context) -> inner.call())
            .addInterceptorLast((HttpResponseInterceptor) (response, context) -> inner.call());
    each(
        name,
        (model, scenario) -> {
          try (CloseableHttpClient client = builder.build();
              CloseableHttpResponse response = client.execute(post4(url, model, scenario))) {
            out.value("status", response.getStatusLine());
            out.value("text", EntityUtils.toString(response.getEntity()));
          }
        });
  }

  private void apache5(String name, Inner inner) {
    org.apache.hc.client5.http.impl.classic.HttpClientBuilder builder =
        org.apache.hc.client5.http.impl.classic.HttpClients.custom()
            .disableAutomaticRetries()
            .addRequestInterceptorLast((request, entity, context) -> inner.call())
            .addResponseInterceptorLast((response, entity, context) -> inner.call());
    each(
        name,
        (model, scenario) -> {
          org.apache.hc.client5.http.classic.methods.HttpPost post = post5(url, scenario);
          post.setEntity(
              new EntityTemplate(
                  -1,
                  org.apache.hc.core5.http.ContentType.APPLICATION_JSON,
                  null,
                  (OutputStream body) -> {
                    inner.call();
                    body.write(json(model));
                  }));
          try (org.apache.hc.client5.http.impl.classic.CloseableHttpClient client =
              builder.build()) {
            out.value("text", client.execute(post, NestedProgram::text));
          }
        });
  }

  private interface Outer {
    void call(String model, String scenario) throws Exception;
  }

  private void each(String name, Outer outer) {
    out.step(name, "200/none", model -> outer.call(model, "ok"));
    out.step(name + "-limited", "429/rate_limit", model -> outer.call(model, "rate-limit"));
  }

  private static HttpPost post4(String to, String model, String scenario) {
    HttpPost post = new HttpPost(to);
    post.setHeader("X-Fake-Scenario", scenario);
    post.setEntity(new ByteArrayEntity(json(model)));
    return post;
  }

  private static org.apache.hc.client5.http.classic.methods.HttpPost post5(
      String to, String scenario) {
    org.apache.hc.client5.http.classic.methods.HttpPost post =
        new org.apache.hc.client5.http.classic.methods.HttpPost(to);
    post.setHeader("X-Fake-Scenario", scenario);
    return post;
  }

  private static String text(org.apache.hc.core5.http.ClassicHttpResponse response)
      throws IOException {
    try {
      return response.getCode()
          + " "
          + org.apache.hc.core5.http.io.entity.EntityUtils.toString(response.getEntity());
    } catch (org.apache.hc.core5.http.ParseException e) {
      throw new IOException(e);
    }
  }

  private void okhttp() throws IOException {
    OkHttpClient client = new OkHttpClient();
    try (Response response =
        client
            .newCall(
                new Request.Builder()
                    .url(elsewhere)
                    .post(RequestBody.create(JSON, json("inner")))
                    .build())
            .execute()) {
      out.value("inner", response.body().string().length() > 0);
    }
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private void apache4() throws IOException {
    try (CloseableHttpClient client = HttpClients.createDefault();
        CloseableHttpResponse response = client.execute(post4(elsewhere, "inner", "ok"))) {
      out.value("inner", EntityUtils.toString(response.getEntity()).length() > 0);
    }
  }

  private void apache5() throws IOException {
    org.apache.hc.client5.http.classic.methods.HttpPost post = post5(elsewhere, "ok");
    post.setEntity(
        new org.apache.hc.core5.http.io.entity.ByteArrayEntity(
            json("inner"), org.apache.hc.core5.http.ContentType.APPLICATION_JSON));
    try (org.apache.hc.client5.http.impl.classic.CloseableHttpClient client =
        org.apache.hc.client5.http.impl.classic.HttpClients.createDefault()) {
      out.value("inner", client.execute(post, NestedProgram::text).length() > 0);
    }
  }

  private void urlConnection() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(elsewhere).toURL().openConnection();
    connection.setDoOutput(true);
    connection.getOutputStream().write(json("inner"));
    try (InputStream in = connection.getInputStream()) {
      out.value("inner", Body.all(in).length > 0);
    }
  }
}
