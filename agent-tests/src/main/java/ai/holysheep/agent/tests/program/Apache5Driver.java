package ai.holysheep.agent.tests.program;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.util.VersionInfo;
import org.jspecify.annotations.Nullable;

/** Apache HttpClient 5, the blocking client with everything that it does by default. */
final class Apache5Driver extends Apache5BlockingDriver {
  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(pool)
          .addResponseInterceptorLast(this::intercept)
          .build();

  Apache5Driver(String url, Transcript out) {
    super(url, out);
  }

  private void intercept(HttpResponse response, EntityDetails entity, Object context) {
    out.value(
        "intercepted",
        response.getCode() + " " + (entity == null ? null : entity.getClass().getName()));
  }

  @Override
  CloseableHttpClient client(ClientCall call) {
    return client;
  }

  @Override
  @Nullable String leftOut(String step) {
    return step.equals("handshake-timeout") && !timesHandshakes()
        ? "before 5.5 a handshake may take three minutes, whatever the request says"
        : super.leftOut(step);
  }

  /** Under a security manager the version cannot be read. */
  private static boolean timesHandshakes() {
    return !VersionInfo.loadVersionInfo("org.apache.hc.client5", HttpClients.class.getClassLoader())
        .getRelease()
        .matches("5\\.[0-4](\\..*)?");
  }

  @Override
  String outcomes(String step, String usual) {
    switch (step) {
      case "rate-limit":
      case "unread-429":
      case "overloaded":
        // It tries once more by itself.
        return usual + " " + usual;
      case "redirect":
        return "307/none 200/none";
      default:
        return usual;
    }
  }

  @Override
  void ownSteps() {
    new Apache5OwnSteps(this).run();
  }
}
