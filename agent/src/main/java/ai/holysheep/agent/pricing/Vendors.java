package ai.holysheep.agent.pricing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who makes a model, from the resource {@code vendors.txt} beside this class. Loaded only for a
 * public table of prices. Thread-safe; it does not change.
 */
final class Vendors {
  /** The rank of a provider that is not the model's vendor. */
  static final int FOREIGN = 100;

  /** The vendor's names, the closest first, by the beginning of a model's name. */
  private final Map<String, List<String>> byPrefix = new HashMap<>();

  private final Set<String> words = new HashSet<>();

  static Vendors load() {
    Vendors vendors = new Vendors();
    try (InputStream in =
            Vendors.class
                .getClassLoader()
                .getResourceAsStream("ai/holysheep/agent/pricing/vendors.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          vendors.add(line.split(" "));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("vendors.txt", e);
    }
    return vendors;
  }

  private void add(String[] line) {
    List<String> names = new ArrayList<>(Arrays.asList(line).subList(1, line.length));
    words.addAll(names);
    for (String prefix : line[0].split(",")) {
      byPrefix.put(prefix, names);
    }
  }

  /** 0 for the vendor itself, more for its other offers, {@link #FOREIGN} for all others. */
  int rank(String model, String provider) {
    for (int length = model.length(); length > 0; length--) {
      List<String> names = byPrefix.get(model.substring(0, length));
      if (names != null) {
        return rank(names, provider);
      }
    }
    return FOREIGN;
  }

  private static int rank(List<String> names, String provider) {
    for (int i = 0; i < names.size(); i++) {
      if (provider.startsWith(names.get(i))) {
        return i;
      }
    }
    return FOREIGN;
  }

  /** Whether a name's path, such as {@code openai} of {@code openai/gpt-4.1}, is a vendor. */
  boolean isVendor(String path) {
    return words.contains(path);
  }
}
