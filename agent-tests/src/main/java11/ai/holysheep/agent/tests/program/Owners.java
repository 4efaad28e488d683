package ai.holysheep.agent.tests.program;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.util.EntityUtils;

/**
 * {@code URL}: calls through each client, two of each: the first is refused, the second is its
 * retry. Trace, team and key are in fields that an interceptor sets for each attempt, where the
 * client has interceptors, as a tracing library's does; else the application sets them.
 */
public final class Owners {
  private static final String TRACE = "traceparent";

  /** What the application itself has set, before the interceptor of the tracing library. */
  private static final String EARLIER = "00-eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee-eeeeeeeeeeeeeeee-01";

  private static final AtomicInteger ATTEMPTS = new AtomicInteger();

  private final String url;

  private Owners(String url) {
    this.url = url + "/v1/chat/completions?region=eu";
  }

  public static void main(String[] arguments) throws Exception {
    Owners owners = new Owners(arguments[0]);
    owners.jdk();
    owners.urlConnection();
    owners.okHttp();
    owners.apache4();
    owners.apache4Async();
    owners.apache5();
    owners.apache5Async();
    owners.apache5Minimal();
    System.out.println("DONE");
    Stdin.awaitLine();
  }

  /** What is new with each attempt. */
  private static Map<String, String> fields(String client) {
    int attempt = ATTEMPTS.incrementAndGet();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(TRACE, String.format("00-%032x-%016x-01", 4096 + attempt, attempt));
    fields.put("Authorization", "Bearer sk-" + client);
    if (attempt % 4 > 1) {
      fields.put("X-Team", "team-" + client);
    }
    fields.put("X-Other", "MARKED-OTHER");
    fields.put("X-Fake-Scenario", attempt % 2 == 0 ? "ok" : "rate-limit");
    return fields;
  }

  private static String body(String client) {
    return "{\"messages\":[{\"content\":\"MARKED-PROMPT\"}],\"user\":\"user-"
        + client
        + "\",\"model\":\""
        + client
        + "\"}";
  }

  private static void twice(Callable<?> call) throws Exception {
    call.call();
    call.call();
  }

  private void jdk() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    twice(
        () -> {
          HttpRequest.Builder request =
              HttpRequest.newBuilder(URI.create(url))
                  .POST(HttpRequest.BodyPublishers.ofString(body("jdk")));
          fields("jdk").forEach(request::header);
          return client.send(request.build(), BodyHandlers.ofString());
        });
  }

  private void urlConnection() throws Exception {
    twice(
        () -> {
          HttpURLConnection connection =
              (HttpURLConnection) URI.create(url).toURL().openConnection();
          fields("url").forEach(connection::setRequestProperty);
          connection.setDoOutput(true);
          connection.getOutputStream().write(body("url").getBytes(StandardCharsets.UTF_8));
          boolean isGood = connection.getResponseCode() < 400;
          try (InputStream in =
              isGood ? connection.getInputStream() : connection.getErrorStream()) {
            return in.readAllBytes();
          }
        });
  }

  private void okHttp() throws Exception {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(
                chain -> {
                  Request.Builder request = chain.request().newBuilder();
                  fields("okhttp").forEach(request::header);
                  request.addHeader("X-Team", "team-added-later");
                  return chain.proceed(request.build());
                })
            .build();
    twice(
        () -> {
          MediaType json = MediaType.parse("application/json");
          Request request =
              new Request.Builder()
                  .url(url)
                  .header(TRACE, EARLIER)
                  .post(RequestBody.create(json, body("okhttp")))
                  .build();
          try (Response response = client.newCall(request).execute()) {
            return response.body().string();
          }
        });
  }

  private static HttpPost post4(String url, String client) {
    HttpPost request = new HttpPost(url);
    request.setHeader(TRACE, EARLIER);
    request.setEntity(new StringEntity(body(client), ContentType.APPLICATION_JSON));
    return request;
  }

  private void apache4() throws Exception {
    try (org.apache.http.impl.client.CloseableHttpClient client =
        org.apache.http.impl.client.HttpClients.custom()
            .addInterceptorLast(
                (org.apache.http.HttpRequestInterceptor)
                    (request, context) -> fields("apache4").forEach(request::setHeader))
            .build()) {
      twice(
          () ->
              client.execute(
                  post4(url, "apache4"), response -> EntityUtils.toString(response.getEntity())));
    }
  }

  private void apache4Async() throws Exception {
    try (org.apache.http.impl.nio.client.CloseableHttpAsyncClient client =
        org.apache.http.impl.nio.client.HttpAsyncClients.custom()
            .addInterceptorLast(
                (org.apache.http.HttpRequestInterceptor)
                    (request, context) -> fields("apache4-async").forEach(request::setHeader))
            .build()) {
      client.start();
      twice(() -> client.execute(post4(url, "apache4-async"), null).get());
    }
  }

  private void apache5() throws Exception {
    try (org.apache.hc.client5.http.impl.classic.CloseableHttpClient client =
        org.apache.hc.client5.http.impl.classic.HttpClients.custom()
            .disableAutomaticRetries()
            .addRequestInterceptorLast(
                (request, entity, context) -> fields("apache5").forEach(request::setHeader))
            .build()) {
      twice(
          () -> {
            org.apache.hc.client5.http.classic.methods.HttpPost request =
                new org.apache.hc.client5.http.classic.methods.HttpPost(url);
            request.setHeader(TRACE, EARLIER);
            request.setEntity(
                new org.apache.hc.core5.http.io.entity.StringEntity(
                    body("apache5"), org.apache.hc.core5.http.ContentType.APPLICATION_JSON));
            return client.execute(
                request,
                response ->
                    org.apache.hc.core5.http.io.entity.EntityUtils.toString(response.getEntity()));
          });
    }
  }

  private void apache5Async() throws Exception {
    try (CloseableHttpAsyncClient client =
        org.apache.hc.client5.http.impl.async.HttpAsyncClients.custom()
            .disableAutomaticRetries()
            .addRequestInterceptorLast(
                (request, entity, context) -> fields("apache5-async").forEach(request::setHeader))
            .build()) {
      client.start();
      twice(() -> client.execute(simple("apache5-async"), null).get());
    }
  }

  private SimpleHttpRequest simple(String client) {
    return SimpleRequestBuilder.post(url)
        .setHeader(TRACE, EARLIER)
        .setBody(body(client), org.apache.hc.core5.http.ContentType.APPLICATION_JSON)
        .build();
  }

  private void apache5Minimal() throws Exception {
    try (CloseableHttpAsyncClient client =
        org.apache.hc.client5.http.impl.async.HttpAsyncClients.createMinimal()) {
      client.start();
      twice(
          () -> {
            SimpleHttpRequest request = simple("minimal");
            fields("minimal").forEach(request::setHeader);
            return client.execute(request, null).get();
          });
    }
  }
}
