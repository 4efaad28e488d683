package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.OutputStream;
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

  private static final MediaType JSON = MediaType.parse("application/json");

  private final String url;
  private final String elsewhere;
  private final Transcript out;

  NestedProgram(String url, Transcript out) {
    this.url = url + "/v1/chat/completions";
    elsewhere = url.replace("127.0.0.1", "localhost");
    this.out = out;
  }

  @Override
  public void run() {
    for (String client : new String[] {"okhttp", "apache4", "apache5", "urlconnection"}) {
      okhttp("okhttp-by-" + client, through(client));
      apache4("apache4-by-" + client, through(client));
      apache5("apache5-by-" + client, through(client));
    }
  }

  private static byte[] json(String model) {
    return ClientCall.utf8(Body.json(model));
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
              CloseableHttpResponse response = client.execute(post4(model, scenario))) {
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
          org.apache.hc.client5.http.classic.methods.HttpPost post = post5(scenario);
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

  private HttpPost post4(String model, String scenario) {
    HttpPost post = new HttpPost(url);
    post.setHeader("X-Fake-Scenario", scenario);
    post.setEntity(new ByteArrayEntity(json(model)));
    return post;
  }

  private org.apache.hc.client5.http.classic.methods.HttpPost post5(String scenario) {
    org.apache.hc.client5.http.classic.methods.HttpPost post =
        new org.apache.hc.client5.http.classic.methods.HttpPost(url);
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

  /** The inner call, through this client. */
  private Inner through(String client) {
    Load.Caller caller = Callers.of(client, elsewhere);
    return () -> {
      try {
        caller.call("ok", Body.json("inner"), false, 60_000);
        out.value("inner", client);
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    };
  }
}
