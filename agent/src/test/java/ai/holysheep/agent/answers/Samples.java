package ai.holysheep.agent.answers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The samples of one scrape in the text format. */
public final class Samples {
  private final Map<String, Double> values = new LinkedHashMap<>();

  public Samples(String exposition) {
    for (String line : exposition.split("\n")) {
      if (!line.startsWith("#") && !line.isBlank()) {
        int end = line.lastIndexOf(' ');
        values.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
      }
    }
  }

  /** The sum of a metric's series that have this label; all of them if it is empty. */
  public double sum(String metric, String label) {
    double sum = 0;
    for (Map.Entry<String, Double> sample : values.entrySet()) {
      if (has(sample.getKey(), metric, label)) {
        sum += sample.getValue();
      }
    }
    return sum;
  }

  /** The value of the only series that has this label, or {@code null}. */
  @Nullable Double value(String metric, String label) {
    for (Map.Entry<String, Double> sample : values.entrySet()) {
      if (has(sample.getKey(), metric, label)) {
        return sample.getValue();
      }
    }
    return null;
  }

  private static boolean has(String sample, String metric, String label) {
    return (sample.equals(metric) || sample.startsWith(metric + "{")) && sample.contains(label);
  }
}
