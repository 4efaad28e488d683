package ai.holysheep.agent.tests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The samples of one scrape in the text format. */
public final class Exposition {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Map<String, Double> samples = new LinkedHashMap<>();

  private Exposition(String text) {
    for (String line : text.split("\n")) {
      if (!line.startsWith("#") && !line.isBlank()) {
        int end = line.lastIndexOf(' ');
        samples.put(canonical(line.substring(0, end)), Double.parseDouble(line.substring(end + 1)));
      }
    }
  }

  /** Waits until no attempt is in flight. The next scrape then has counted every attempt. */
  public static Exposition scrapeWhenIdle(String url) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> scrape(url).value("holysheep_active_requests") == 0);
    return scrape(url);
  }

  public static Exposition scrape(String url) {
    try {
      return new Exposition(
          CLIENT
              .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Labels in alphabetical order. */
  private static String canonical(String sample) {
    int brace = sample.indexOf('{');
    if (brace < 0) {
      return sample;
    }
    TreeSet<String> labels = new TreeSet<>();
    Matcher label = LABEL.matcher(sample.substring(brace));
    while (label.find()) {
      labels.add(label.group());
    }
    return sample.substring(0, brace) + labels.stream().collect(Collectors.joining(",", "{", "}"));
  }

  /** A sample's value, or 0 if there is none; a label is written {@code model="gpt-4.1"}. */
  public double value(String name, String... labels) {
    String sample = labels.length == 0 ? name : name + "{" + String.join(",", labels) + "}";
    return samples.getOrDefault(canonical(sample), 0.0);
  }

  boolean has(String name) {
    return samples.keySet().stream()
        .anyMatch(sample -> sample.equals(name) || sample.startsWith(name + "{"));
  }

  /** The values of one metric by their labels. */
  public Map<String, Double> all(String name) {
    Map<String, Double> found = new TreeMap<>();
    samples.forEach(
        (sample, value) -> {
          if (sample.equals(name) || sample.startsWith(name + "{")) {
            found.put(sample.substring(name.length()), value);
          }
        });
    return found;
  }

  /** Like {@link #all}, as whole numbers. */
  public Map<String, Long> counts(String name) {
    Map<String, Long> counts = new TreeMap<>();
    all(name).forEach((labels, value) -> counts.put(labels, value.longValue()));
    return counts;
  }

  public double sum(String name) {
    return all(name).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  @Override
  public String toString() {
    return samples.toString();
  }
}
