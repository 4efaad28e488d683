package ai.holysheep.agent.tests.program;

import java.io.InputStream;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ByteArrayEntity;

/** What the programs of Apache HttpClient 4 share, by what 4.0 has. */
abstract class Apache4Steps extends Steps {
  Apache4Steps(String url, Transcript out) {
    super(url, out);
  }

  static HttpPost post(Call call) {
    HttpPost post = new HttpPost(call.url);
    post.setHeader("X-Fake-Scenario", call.scenario);
    post.setEntity(new ByteArrayEntity(call.body));
    return post;
  }

  void show(HttpResponse response, Use use) throws Exception {
    out.value("response", response.getClass().getName() + " " + response.getStatusLine());
    for (Header header : response.getAllHeaders()) {
      out.value(
          "header " + header.getName(),
          header.getName().equals("Date") ? "of today" : header.getValue());
    }
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
    if (use == Use.READ) {
      show(in, use);
      in.close();
    } else {
      show(in, use);
    }
  }
}
