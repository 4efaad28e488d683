package ai.holysheep.agent.tests.program;

import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** What the programs of Apache HttpClient 5 share. */
abstract class Apache5Steps extends Steps {
  Apache5Steps(String url, Transcript out) {
    super(url, out);
  }

  static HttpPost post(Call call) {
    HttpPost post = new HttpPost(call.url);
    post.setHeader("X-Fake-Scenario", call.scenario);
    post.setEntity(new ByteArrayEntity(call.body, ContentType.APPLICATION_JSON));
    return post;
  }

  void head(HttpResponse response) {
    out.value(
        "response",
        response.getClass().getName() + " " + response.getVersion() + " " + response.getCode());
    for (Header header : response.getHeaders()) {
      out.value("header " + header.getName(), header.getValue());
    }
  }

  void show(ClassicHttpResponse response, Use use) throws Exception {
    head(response);
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return;
    }
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
            + entity.isStreaming());
    InputStream in = entity.getContent();
    out.value("content", in.getClass().getName());
    show(in, use);
  }
}
