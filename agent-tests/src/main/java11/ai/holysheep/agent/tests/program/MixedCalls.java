package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * {@code URL THREADS CALLS}: each thread makes mixed calls for many owners through four clients,
 * retries what was refused, cancels some, and lets some time out. A call's number says what the
 * server answers. Secrets in it have {@code MARKED} in their names.
 */
public final class MixedCalls {
  private static final int SHORT_MILLIS = 500;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int CONNECTIONS = 100;
  private static final String[] MODELS = {"gpt-big", "claude-x", "gpt-audio", "cheap", "unlisted"};
  private static final String[] TEAMS = {"team-search", null, "team-chat", "team \"b\\c\""};

  /** Values that each format and each engine has to escape in its own way. */
  private static final String[] TENANTS = {
    "tenant-0", "tenant 'a', \"b\"; c", "tenant \\n \\\"d\\u0065", "{\"total_cost\":9}", "tenant-4"
  };

  private static final String[] USERS = {"user-1", "user \\\"2\\\" \\\\n", "user 三 \\u00e9"};

  private final String url;
  private final HttpClient jdk =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final OkHttpClient okHttp =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(CONNECTIONS, 1, TimeUnit.MINUTES))
          .readTimeout(1, TimeUnit.MINUTES)
          .build();
  private final CloseableHttpClient apache =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setMaxConnTotal(CONNECTIONS)
                  .setMaxConnPerRoute(CONNECTIONS)
                  .build())
          .disableAutomaticRetries()
          .build();

  private MixedCalls(String url) {
    this.url = url;
  }

  public static void main(String[] arguments) throws Exception {
    MixedCalls calls = new MixedCalls(arguments[0]);
    int perThread = Integer.parseInt(arguments[2]);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      int first = i * perThread;
      Runnable some = () -> calls.make(first, perThread);
      threads.add(new Thread(i % 2 == 0 ? new Faq(some) : new Refunds(some)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  private static final class Faq implements Runnable {
    private final Runnable calls;

    Faq(Runnable calls) {
      this.calls = calls;
    }

    @Override
    public void run() {
      calls.run();
    }
  }

  private static final class Refunds implements Runnable {
    private final Runnable calls;

    Refunds(Runnable calls) {
      this.calls = calls;
    }

    @Override
    public void run() {
      calls.run();
    }
  }

  private void make(int first, int count) {
    for (int number = first; number < first + count; number++) {
      try {
        if (call(number, 1) == 429) {
          call(number, 2);
        }
      } catch (IOException expected) {
        // Some answers break off, and some calls time out.
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Every fiftieth is cancelled, and every thousandth times out. */
  private int call(int number, int attempt) throws IOException, InterruptedException {
    if (number % 50 == 8) {
      return cancelled(number, attempt);
    }
    if (number % 1000 == 9) {
      return jdk(number, attempt, SHORT_MILLIS);
    }
    switch (number / 3 % 4) {
      case 0:
        return okHttp(number, attempt);
      case 1:
        return apache(number, attempt);
      case 2:
        return urlConnection(number, attempt);
      default:
        return jdk(number, attempt, PATIENCE_MILLIS);
    }
  }

  /** Claude's calls go to Anthropic's path. */
  private String target(int number) {
    String path = number % MODELS.length == 1 ? "/v1/messages" : "/v1/chat/completions";
    return url + path + "?key=MARKED-QUERY";
  }

  private static Map<String, String> fields(int number, int attempt) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("X-Number", "" + number);
    fields.put("X-Attempt", "" + attempt);
    fields.put("Authorization", "Bearer sk-MARKED-KEY-" + number / 5 % 3);
    fields.put("X-Other", "MARKED-OTHER");
    fields.put("X-Stainless-Retry-Count", "" + (attempt - 1));
    fields.put("traceparent", String.format("00-%032x-%016x-01", number + 1, attempt));
    String team = TEAMS[number / 7 % TEAMS.length];
    if (team != null) {
      fields.put("X-Team", team);
    }
    if (number % 11 < TENANTS.length) {
      fields.put("X-Tenant", TENANTS[number % 11]);
    }
    return fields;
  }

  /** Every thirteenth call asks the same as others do. */
  private static String body(int number) {
    String prompt = "MARKED-PROMPT " + (number % 13 == 0 ? "again" : number);
    String user = number % 4 == 0 ? "" : ",\"user\":\"" + USERS[number % 4 - 1] + "\"";
    boolean stream = number % 6 == 2 || number % 50 == 8;
    return "{\"model\":\""
        + MODELS[number % MODELS.length]
        + "\",\"stream\":"
        + stream
        + user
        + ",\"messages\":[{\"role\":\"user\",\"content\":\""
        + prompt
        + "\"}]}";
  }

  private HttpRequest request(int number, int attempt, int timeoutMillis) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target(number)))
            .timeout(Duration.ofMillis(timeoutMillis))
            .POST(BodyPublishers.ofString(body(number)));
    fields(number, attempt).forEach(request::header);
    return request.build();
  }

  private int jdk(int number, int attempt, int timeoutMillis)
      throws IOException, InterruptedException {
    return jdk.send(request(number, attempt, timeoutMillis), BodyHandlers.ofString()).statusCode();
  }

  private int cancelled(int number, int attempt) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        jdk.send(request(number, attempt, PATIENCE_MILLIS), BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      int read = 0;
      while (read != -1 && read != '\n') {
        read = in.read();
      }
    }
    return response.statusCode();
  }

  private int okHttp(int number, int attempt) throws IOException {
    MediaType json = MediaType.parse("application/json");
    Request.Builder request =
        new Request.Builder().url(target(number)).post(RequestBody.create(json, body(number)));
    fields(number, attempt).forEach(request::header);
    try (Response response = okHttp.newCall(request.build()).execute()) {
      response.body().string();
      return response.code();
    }
  }

  private int apache(int number, int attempt) throws IOException {
    HttpPost request = new HttpPost(target(number));
    request.setEntity(new StringEntity(body(number), ContentType.APPLICATION_JSON));
    fields(number, attempt).forEach(request::setHeader);
    return apache.execute(
        request,
        response -> {
          EntityUtils.toString(response.getEntity());
          return response.getCode();
        });
  }

  private int urlConnection(int number, int attempt) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(target(number)).toURL().openConnection();
    fields(number, attempt).forEach(connection::setRequestProperty);
    connection.setDoOutput(true);
    connection.getOutputStream().write(body(number).getBytes(StandardCharsets.UTF_8));
    boolean isGood = connection.getResponseCode() < 400;
    try (InputStream in = isGood ? connection.getInputStream() : connection.getErrorStream()) {
      in.readAllBytes();
    }
    return connection.getResponseCode();
  }
}
