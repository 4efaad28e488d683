package ai.holysheep.agent.pricing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the spellings of a model's name, from the resource {@code model-names.txt} beside
 * this class. Nothing is guessed: {@code gpt-4.1-mini} is a different model from {@code gpt-4.1}.
 * Thread-safe; the rules do not change.
 */
final class SpellingRules {
  /** A name with more prefixes or suffixes keeps the rest. */
  private static final int MAX_STEPS = 4;

  /** A fine-tuned model is a model of its own: {@code ft:gpt-4o-mini-2024-07-18:org::id}. */
  private static final String FINE_TUNED = "ft:";

  private final Set<String> regions = new HashSet<>();
  private final Set<String> vendors = new HashSet<>();
  private final Set<String> clients = new HashSet<>();
  private final Set<String> variants = new HashSet<>();
  private final List<NamePattern> stages = new ArrayList<>();
  private final List<NamePattern> suffixes = new ArrayList<>();
  private final List<NamePattern> revisions = new ArrayList<>();

  /** By normalized name. */
  final Map<String, String> aliases = new HashMap<>();

  private SpellingRules() {}

  static SpellingRules load() {
    SpellingRules rules = new SpellingRules();
    try (InputStream in =
            SpellingRules.class
                .getClassLoader()
                .getResourceAsStream("ai/holysheep/agent/pricing/model-names.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          rules.add(new StringTokenizer(line));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("model-names.txt", e);
    }
    return rules;
  }

  private void add(StringTokenizer line) {
    String rule = line.nextToken();
    String word = line.nextToken();
    String more = line.hasMoreTokens() ? line.nextToken() : "";
    switch (rule) {
      case "region":
        regions.add(word);
        break;
      case "vendor":
        vendors.add(word);
        break;
      case "client":
        clients.add(word);
        break;
      case "variant":
        variants.add(word);
        break;
      case "stage":
        stages.add(new NamePattern(word, more));
        break;
      case "suffix":
        suffixes.add(new NamePattern(word, more));
        break;
      case "revision":
        revisions.add(new NamePattern(word, more));
        break;
      case "alias":
        aliases.put(normalize(word), more);
        break;
      default:
        throw new IllegalStateException("model-names.txt: no such rule: " + rule);
    }
  }

  /** The name in lower case, with {@code -} for {@code .}. */
  static String normalize(String model) {
    return ModelSpellings.normalize(model);
  }

  ModelSpellings spellings(String model) {
    String name = model.trim().toLowerCase(Locale.ROOT);
    List<String> prefixes = prefixes(name);
    String bare = name.substring(prefixes.get(prefixes.size() - 1).length());
    if (bare.startsWith(FINE_TUNED)) {
      return fineTuned(prefixes, bare);
    }
    Endings endings = new Endings(bare);
    addWithoutSuffixes(bare, endings);
    String last = endings.last();
    String base = removed(revisions, last);
    if (!base.equals(last)) {
      endings.all.add(base);
    }
    return endings.of(
        closestFirst(name, prefixes, endings.all), normalize(base), last.substring(base.length()));
  }

  /** Its base model's suffixes make no other model, its owner and its id do. */
  private ModelSpellings fineTuned(List<String> prefixes, String bare) {
    int end = bare.indexOf(':', FINE_TUNED.length());
    String tuned = end < 0 ? bare : bare.substring(0, end);
    Endings endings = new Endings(bare);
    endings.all.add(tuned);
    addWithoutSuffixes(tuned, endings);
    String name = prefixes.get(prefixes.size() - 1) + bare;
    List<String> closestFirst = closestFirst(name, prefixes, endings.all);
    return new Endings(bare).of(closestFirst, normalize(bare), "");
  }

  private void addWithoutSuffixes(String bare, Endings endings) {
    String name = bare;
    for (int i = 0; i < MAX_STEPS; i++) {
      int colon = name.lastIndexOf(':');
      boolean isVariant = colon > 0 && variants.contains(name.substring(colon + 1));
      endings.hasVariant |= isVariant && !name.endsWith(":latest");
      endings.isLatest |= name.endsWith("-latest") || name.endsWith("@latest");
      String next = isVariant ? name.substring(0, colon) : withoutStage(name, endings);
      next = next.equals(name) ? removed(suffixes, name) : next;
      if (next.equals(name)) {
        break;
      }
      endings.all.add(next);
      name = next;
    }
  }

  private String withoutStage(String name, Endings endings) {
    for (NamePattern pattern : stages) {
      String stage = pattern.removedFrom(name);
      if (!stage.equals(name) && endings.stage == null) {
        endings.stage = stage;
        endings.all.add(stage);
        return pattern.withoutBefore(stage);
      }
    }
    return name;
  }

  private static String removed(List<NamePattern> patterns, String name) {
    for (NamePattern pattern : patterns) {
      String shorter = pattern.removedFrom(name);
      if (shorter.length() < name.length()) {
        return shorter;
      }
    }
    return name;
  }

  /** The empty one, a path, a region, and a vendor or client, each with all before it. */
  private List<String> prefixes(String name) {
    List<String> prefixes = new ArrayList<>();
    prefixes.add("");
    int start = name.lastIndexOf('/') + 1;
    if (start > 0) {
      prefixes.add(name.substring(0, start));
    }
    int dot = name.indexOf('.', start);
    if (dot > 0 && regions.contains(name.substring(start, dot)) && endOfVendor(name, dot + 1) > 0) {
      start = dot + 1;
      prefixes.add(name.substring(0, start));
    }
    int end = endOfVendor(name, start);
    if (end > 0) {
      prefixes.add(name.substring(0, end));
    }
    return prefixes;
  }

  private int endOfVendor(String name, int start) {
    int end = start;
    while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != ':') {
      end++;
    }
    if (end >= name.length() - 1) {
      return -1;
    }
    Set<String> words = name.charAt(end) == '.' ? vendors : clients;
    return words.contains(name.substring(start, end)) ? end + 1 : -1;
  }

  /** Each ending behind each prefix that is left, the longest prefix first. */
  private static List<String> closestFirst(
      String name, List<String> prefixes, List<String> endings) {
    int bare = prefixes.get(prefixes.size() - 1).length();
    List<String> spellings = new ArrayList<>();
    for (String removed : prefixes) {
      String prefix = name.substring(removed.length(), bare);
      for (String ending : endings) {
        spellings.add(prefix + ending);
      }
    }
    return Collections.unmodifiableList(spellings);
  }

  /** What one name ends in, while it gets shorter. */
  private static final class Endings {
    final List<String> all = new ArrayList<>();
    @Nullable String stage;
    boolean isLatest;
    boolean hasVariant;

    Endings(String bare) {
      all.add(bare);
    }

    String last() {
      return all.get(all.size() - 1);
    }

    ModelSpellings of(List<String> closestFirst, String base, String revision) {
      String normalizedStage = stage == null ? null : normalize(stage);
      return new ModelSpellings(
          closestFirst, base, revision, normalizedStage, isLatest, hasVariant);
    }
  }
}
