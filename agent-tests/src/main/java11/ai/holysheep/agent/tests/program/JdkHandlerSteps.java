package ai.holysheep.agent.tests.program;

import java.io.InputStream;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The body handlers of {@code java.net.http}, and its authenticator. */
final class JdkHandlerSteps {
  private final JdkDriver driver;
  private final Transcript out;

  JdkHandlerSteps(JdkDriver driver) {
    this.driver = driver;
    out = driver.out;
  }

  void run() {
    handled("string", BodyHandlers.ofString());
    handled("discarding", BodyHandlers.discarding());
    handled("replacing", BodyHandlers.replacing("instead"));
    handled("buffering", BodyHandlers.buffering(BodyHandlers.ofString(), 100));
    handled(
        "mapping",
        info ->
            BodySubscribers.mapping(
                BodySubscribers.ofString(StandardCharsets.UTF_8), String::length));
    out.step("input-stream", "200/none", this::readAll);
    out.step("unwatched-get", "", model -> getUnwatched("unwatched-get"));
    out.step("stream-lines", "200/none", this::readLines);
    out.step("one-line", "200/cancelled", this::readOneLine);
    out.step("file", "200/none", model -> saveToFile("file"));
    out.step("file-download", "200/none", model -> saveToExistingFile("file-download"));
    out.step("consumer", "200/none", model -> consume("consumer"));
    out.step("skip-and-available", "200/none", model -> skip("skip-and-available"));
    out.step("body-before-its-end", "200/none", model -> readEarly("body-before-its-end"));
    out.step("challenge", "200/none", model -> authenticate("challenge"));
    out.leftOut("limit", "the agent sees the subscriber's error or the cancellation first: a race");
    if (Runtime.version().feature() >= 25) {
      out.step("within-limit", "200/none", model -> limit(driver.call("within-limit"), 100_000));
    } else {
      out.leftOut("within-limit", "JDK 25 brought it");
    }
  }

  private void handled(String step, BodyHandler<?> handler) {
    out.step(
        step,
        "200/none",
        model -> {
          Object body = driver.send(driver.call(step), handler).body();
          out.value("class", body == null ? null : body.getClass().getName());
          out.value("body", body);
        });
  }

  private void readAll(String model) throws Exception {
    ClientCall call = driver.call("input-stream").body(Body.stream(model));
    try (InputStream in = driver.send(call, BodyHandlers.ofInputStream()).body()) {
      out.value("class", in.getClass().getName());
      out.body(in.readAllBytes());
    }
  }

  private void getUnwatched(String step) throws Exception {
    String elsewhere = driver.url.replace("127.0.0.1", "localhost") + "/v1/models";
    driver.make(driver.call(step).url(elsewhere).withoutBody("GET"));
  }

  private void readLines(String model) throws Exception {
    ClientCall call = driver.call("stream-lines").body(Body.stream(model));
    out.value(
        "lines", driver.send(call, BodyHandlers.ofLines()).body().collect(Collectors.toList()));
  }

  private void readOneLine(String model) throws Exception {
    ClientCall call = driver.call("one-line").scenario("slow-body").body(Body.stream(model));
    try (Stream<String> lines = driver.send(call, BodyHandlers.ofLines()).body()) {
      out.value("line", lines.findFirst());
    }
  }

  private void saveToFile(String step) throws Exception {
    Path file = Files.createTempFile("response", ".json");
    driver.send(driver.call(step), BodyHandlers.ofFile(file));
    out.body(Files.readAllBytes(file));
    Files.delete(file);
  }

  private void saveToExistingFile(String step) throws Exception {
    Path folder = Files.createTempDirectory("responses");
    Path file = Files.createFile(folder.resolve("there.json"));
    BodyHandler<Path> handler = BodyHandlers.ofFile(file, StandardOpenOption.WRITE);
    out.body(Files.readAllBytes(driver.send(driver.call(step), handler).body()));
    Files.delete(file);
    Files.delete(folder);
  }

  private void consume(String step) throws Exception {
    StringBuilder text = new StringBuilder();
    driver.send(
        driver.call(step),
        BodyHandlers.ofByteArrayConsumer(
            part ->
                part.ifPresent(
                    some -> text.append(new String(some, StandardCharsets.ISO_8859_1)))));
    out.value("consumed", text);
  }

  private void skip(String step) throws Exception {
    try (InputStream in = driver.send(driver.call(step), BodyHandlers.ofInputStream()).body()) {
      out.value("class", in.getClass().getName());
      out.value("skipped", in.skip(10));
      out.value("available", in.available() >= 0);
      out.value("rest", Body.all(in).length);
    }
  }

  /** A body that the application can read while the handler's subscriber is fed. */
  private void readEarly(String step) throws Exception {
    BodySubscriber<InputStream> early = BodySubscribers.ofInputStream();
    out.body(Body.all(driver.send(driver.call(step), info -> early).body()));
  }

  private void authenticate(String step) throws Exception {
    Authenticator known =
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("me", "secret".toCharArray());
          }
        };
    HttpResponse<String> response =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .authenticator(known)
            .build()
            .send(
                JdkDriver.request(driver.call(step).scenario("challenge")),
                BodyHandlers.ofString());
    out.value("status", response.statusCode());
    out.value("previous", response.previousResponse().map(HttpResponse::statusCode));
    out.value("request", response.request().headers().map().keySet());
  }

  /** {@code BodyHandlers.limiting} of JDK 25. */
  @SuppressWarnings("unchecked")
  private void limit(ClientCall call, long capacity) throws Exception {
    BodyHandler<String> limiting =
        (BodyHandler<String>)
            BodyHandlers.class
                .getMethod("limiting", BodyHandler.class, long.class)
                .invoke(null, BodyHandlers.ofString(), capacity);
    out.value("body", driver.send(call, limiting).body());
  }
}
