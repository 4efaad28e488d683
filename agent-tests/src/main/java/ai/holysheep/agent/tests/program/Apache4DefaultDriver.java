package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.conn.params.ConnRouteParams;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.params.BasicHttpParams;
import org.apache.http.params.HttpConnectionParams;
import org.apache.http.params.HttpParams;
import org.apache.http.params.HttpProtocolParams;
import org.apache.http.util.EntityUtils;
import org.apache.http.util.VersionInfo;
import org.jspecify.annotations.Nullable;

/** {@code DefaultHttpClient}, the only one of 4.0 to 4.2, and deprecated since. */
@SuppressWarnings("deprecation")
final class Apache4DefaultDriver extends Apache4BlockingDriver {
  private final DefaultHttpClient client = new DefaultHttpClient(version());

  Apache4DefaultDriver(String url, Transcript out) {
    super(url, out);
  }

  private static HttpParams version() {
    HttpParams params = new BasicHttpParams();
    HttpProtocolParams.setVersion(params, HttpVersion.HTTP_1_1);
    return params;
  }

  @Override
  HttpClient client() {
    return client;
  }

  @Override
  void configure(HttpRequestBase request, ClientCall call) {
    HttpConnectionParams.setSoTimeout(request.getParams(), call.timeoutMillis);
    HttpConnectionParams.setConnectionTimeout(request.getParams(), call.connectTimeoutMillis);
    if (call.proxyPort > 0) {
      ConnRouteParams.setDefaultProxy(
          request.getParams(), new HttpHost("127.0.0.1", call.proxyPort));
    }
    HttpProtocolParams.setUseExpectContinue(request.getParams(), call.expectContinue);
  }

  @Override
  @Nullable String leftOut(String step) {
    return step.equals("handshake-timeout") && !timesHandshakes()
        ? "this version waits for ever, or hides the time-out"
        : super.leftOut(step);
  }

  /** Under a security manager the version cannot be read. */
  private static boolean timesHandshakes() {
    return !VersionInfo.loadVersionInfo("org.apache.http.client", HttpClient.class.getClassLoader())
        .getRelease()
        .matches("4\\.[01](\\..*)?|4\\.3");
  }

  /** Before 4.3 a response cannot be closed, and after it that reads the rest of the body. */
  @Override
  void close(HttpResponse response, HttpUriRequest request, Reading reading) throws IOException {
    if (reading != Reading.WHOLE) {
      request.abort();
    }
  }

  /** 4.0 gives an entity's content once, and it has been shown. */
  @Override
  byte[] whole(HttpEntity entity, InputStream in) throws IOException {
    byte[] bytes = Body.all(in);
    in.close();
    return bytes;
  }

  @Override
  void ownSteps() {
    out.step("response-handler", "200/none", model -> handle(call("response-handler")));
    out.step(
        "redirected-get",
        "",
        model -> {
          out.expect("unknown", "307/none");
          out.expect("unknown", "200/none");
          make(call("redirected-get").scenario("redirect").withoutBody(HttpGet.METHOD_NAME));
        });
    out.step(
        "challenge",
        "401/client_error 200/none",
        model -> {
          client
              .getCredentialsProvider()
              .setCredentials(AuthScope.ANY, new UsernamePasswordCredentials("me", "secret"));
          make(call("challenge").scenario("challenge"));
        });
  }

  private void handle(ClientCall call) throws Exception {
    out.value(
        "text",
        client()
            .execute(
                request(call),
                (HttpResponse response) -> EntityUtils.toString(response.getEntity())));
  }

  @Override
  void close() {
    client.getConnectionManager().shutdown();
  }
}
