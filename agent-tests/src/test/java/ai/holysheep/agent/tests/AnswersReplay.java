package ai.holysheep.agent.tests;

import static org.awaitility.Awaitility.await;

import ai.holysheep.agent.answers.AnswerCase;
import ai.holysheep.agent.answers.AnswerCheck;
import ai.holysheep.agent.answers.AnswerFiles;
import ai.holysheep.agent.answers.ObservedCall;
import ai.holysheep.agent.answers.Samples;
import ai.holysheep.agent.tests.AnswerServer.Coding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** Replays every case through one client, in one JVM with the packaged agent. */
final class AnswersReplay {
  private static final Path ANSWERS =
      AnswerFiles.folder(Path.of("../agent/src/test/resources/answers"));
  private static final HttpClient SCRAPER =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Without histograms, so that a scrape is small. */
  private static final String[] METRICS = {
    "requests_total",
    "active_requests",
    "agent_errors_total",
    "tokens_total",
    "cost_millicents_total",
    "usage_missing_total",
    "usage_mismatch_total",
    "model_substitutions_total",
    "unpriced_requests_total",
    "incomplete_streams_total",
    "ignored_values_total",
    "token_details_total",
    "retry_after_seconds",
    "ratelimit_remaining",
    "ratelimit_limit",
    "ratelimit_tokens_remaining",
    "ratelimit_tokens_limit",
    "ratelimit_reset_seconds",
    "quota_remaining",
    "quota_limit"
  };

  private final List<AnswerCase> cases;
  private final List<ObservedCall> calls = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final AnswerServer server;
  private ForkedJvm jvm;
  private String metricsUrl;

  private AnswersReplay(List<AnswerCase> cases, AnswerServer server) {
    this.cases = cases;
    this.server = server;
  }

  /**
   * @return a line for each wrong figure
   */
  static List<String> run(String driver, String version, Coding coding, Path folder)
      throws IOException {
    try (AnswerServer server = new AnswerServer(coding)) {
      return new AnswersReplay(cases(driver), server).run(driver, version, folder);
    }
  }

  /** An error that {@code DefaultHttpClient} receives counts at once, since nobody may read it. */
  private static List<AnswerCase> cases(String driver) {
    List<AnswerCase> cases = AnswerFiles.read(ANSWERS);
    return driver.equals("Apache4DefaultDriver")
        ? cases.stream().map(AnswerCase::withoutErrorCode).toList()
        : cases;
  }

  private List<String> run(String driver, String version, Path folder) throws IOException {
    Path requests = folder.resolve("requests.txt");
    Files.write(requests, cases.stream().map(AnswersReplay::line).collect(Collectors.toList()));
    Path ledger = Files.createDirectory(folder.resolve("ledger"));
    List<String> arguments =
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            // OkHttp 3.1 and 3.2 reach into the JDK.
            "--add-opens=java.base/sun.security.ssl=ALL-UNNAMED",
            ForkedJvm.agent(
                "metrics.port=0,metrics.max-models=5000,metrics.buckets=1,ledger.queue=100000,hosts="
                    + server.address()
                    + ",ledger.dir="
                    + ledger
                    + ",pricing.file="
                    + ANSWERS.resolve("prices.json")),
            "-cp",
            ForkedJvm.classPath(version),
            "ai.holysheep.agent.tests.program.Replay",
            driver,
            "http://" + server.address(),
            requests.toString());
    try (ForkedJvm started = ForkedJvm.start(Jdks.running(), arguments).awaitLine("READY")) {
      jvm = started;
      replay();
      jvm.finish();
    }
    ObservedCall.assignLines(calls, LedgerFiles.read(ledger, "").calls);
    failures.addAll(AnswerCheck.check(calls));
    return failures;
  }

  private static String line(AnswerCase each) {
    String request = each.method() + "\t" + each.path;
    return each.ask.length == 0
        ? request
        : request + "\t" + each.askType + "\t" + Base64.getEncoder().encodeToString(each.ask);
  }

  private void replay() {
    Samples before = new Samples("");
    for (int i = 0; i < cases.size(); i++) {
      int earlier = server.requests();
      server.answerWith(cases.get(i));
      jvm.writeLine();
      String outcome = awaitOutcome(i + 1);
      if (!outcome.equals("MADE")) {
        failures.add(cases.get(i).name + ": " + outcome);
      }
      if (i == 0) {
        metricsUrl = jvm.metricsUrl();
      }
      int requests = server.requests() - earlier;
      Samples after = awaitCounted(before.sum("holysheep_requests_total", "") + requests);
      calls.add(new ObservedCall(cases.get(i), before, after, requests));
      before = after;
    }
  }

  private String awaitOutcome(int number) {
    await()
        .atMost(ForkedJvm.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> jvm.outFrom(0).size() > number || !jvm.isAlive());
    List<String> lines = jvm.outFrom(number);
    return lines.isEmpty() ? "the JVM has ended: " + jvm.err() : lines.get(0);
  }

  /** A scrape that begins when no attempt is in flight has counted every attempt. */
  private Samples awaitCounted(double calls) {
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                Samples now = scrape("requests_total", "active_requests");
                return now.sum("holysheep_requests_total", "") == calls
                    && now.sum("holysheep_active_requests", "") == 0;
              });
    } catch (ConditionTimeoutException notCounted) {
      // The check says what is missing.
    }
    return scrape(METRICS);
  }

  private Samples scrape(String... metrics) {
    StringBuilder url = new StringBuilder(metricsUrl).append('?');
    for (String metric : metrics) {
      url.append("name%5B%5D=holysheep_").append(metric).append('&');
    }
    try {
      return new Samples(
          SCRAPER
              .send(
                  HttpRequest.newBuilder(URI.create(url.toString())).build(),
                  BodyHandlers.ofString())
              .body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
