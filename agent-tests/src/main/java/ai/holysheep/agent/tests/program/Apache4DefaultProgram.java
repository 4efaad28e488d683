package ai.holysheep.agent.tests.program;

import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.params.BasicHttpParams;
import org.apache.http.params.HttpConnectionParams;
import org.apache.http.params.HttpParams;
import org.apache.http.params.HttpProtocolParams;
import org.apache.http.util.EntityUtils;

/** {@code DefaultHttpClient}, the only one of 4.0 to 4.2, and deprecated since. */
@SuppressWarnings("deprecation")
final class Apache4DefaultProgram extends Apache4Steps {
  private final DefaultHttpClient itself = new DefaultHttpClient(params(0));

  /** By the interface, since later versions' methods return more. */
  private final HttpClient client = itself;

  Apache4DefaultProgram(String url, Transcript out) {
    super(url, out);
  }

  private static HttpParams params(int timeoutMillis) {
    HttpParams params = new BasicHttpParams();
    HttpProtocolParams.setVersion(params, HttpVersion.HTTP_1_1);
    HttpConnectionParams.setSoTimeout(params, timeoutMillis);
    return params;
  }

  @Override
  void make(Call call) throws Exception {
    HttpPost post = post(call);
    HttpConnectionParams.setSoTimeout(post.getParams(), call.timeoutMillis);
    if (call.use == Use.READ) {
      show(client.execute(post), call.use);
    } else {
      // Its responses cannot be closed.
      try {
        show(client.execute(post), call.use);
      } finally {
        post.abort();
      }
    }
  }

  @Override
  void more() {
    out.step(
        "response-handler",
        "200/none",
        model ->
            out.value(
                "text",
                client.execute(
                    post(call("ok", utf8(Body.json(model)), 0, Use.READ)),
                    (HttpResponse response) -> EntityUtils.toString(response.getEntity()))));
    out.connectTimeout(
        nowhere -> {
          HttpPost post = new HttpPost(nowhere);
          HttpConnectionParams.setConnectionTimeout(post.getParams(), 300);
          client.execute(post);
        });
    out.step(
        "redirected-get",
        "",
        model -> {
          out.line("EXPECT unknown 307/none");
          out.line("EXPECT unknown 200/none");
          org.apache.http.client.methods.HttpGet get =
              new org.apache.http.client.methods.HttpGet(url + "/v1/chat/completions");
          get.setHeader("X-Fake-Scenario", "redirect");
          show(client.execute(get), Use.READ);
        });
    out.step(
        "challenge",
        "401/client_error 200/none",
        model -> {
          itself
              .getCredentialsProvider()
              .setCredentials(AuthScope.ANY, new UsernamePasswordCredentials("me", "secret"));
          show(
              client.execute(post(call("challenge", utf8(Body.json(model)), 0, Use.READ))),
              Use.READ);
        });
  }

  @Override
  void close() {
    client.getConnectionManager().shutdown();
  }
}
