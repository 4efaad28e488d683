package ai.holysheep.agent.tests.program;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;

/** {@code java.net.http} over HTTP/1.1. */
final class JdkReplay implements Replay.Client {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  public void make(ClientCall call) throws Exception {
    client.send(JdkDriver.request(call), BodyHandlers.ofByteArray());
  }
}
