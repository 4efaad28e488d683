package ai.holysheep.sample.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The series of one scrape in Prometheus' text format. Immutable. */
final class ScrapedMetrics {
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Map<String, Map<Map<String, String>, Double>> samples = new HashMap<>();

  ScrapedMetrics(String exposition) {
    for (String line : exposition.split("\n")) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        samples
            .computeIfAbsent(sample.group(1), name -> new HashMap<>())
            .put(labels(sample.group(2)), Double.valueOf(sample.group(3)));
      }
    }
  }

  private static Map<String, String> labels(@Nullable String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text == null ? "" : text);
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return labels;
  }

  /** All values of a label in a metric, sorted. */
  Set<String> values(String metric, String label) {
    Set<String> values = new TreeSet<>();
    for (Map<String, String> labels : series(metric).keySet()) {
      String value = labels.get(label);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** The sum of a metric's series with these labels: name, value, name, value. */
  double sum(String metric, String... wanted) {
    double sum = 0;
    for (Map.Entry<Map<String, String>, Double> series : series(metric).entrySet()) {
      if (matches(series.getKey(), wanted)) {
        sum += series.getValue();
      }
    }
    return sum;
  }

  private Map<Map<String, String>, Double> series(String metric) {
    return samples.getOrDefault(metric, new HashMap<>());
  }

  private static boolean matches(Map<String, String> labels, String... wanted) {
    for (int i = 0; i < wanted.length; i += 2) {
      if (!wanted[i + 1].equals(labels.get(wanted[i]))) {
        return false;
      }
    }
    return true;
  }
}
