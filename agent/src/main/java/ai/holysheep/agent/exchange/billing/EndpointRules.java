package ai.holysheep.agent.exchange.billing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of {@code endpoints.txt}. Immutable. */
final class EndpointRules {
  private static final EndpointRules RULES = new EndpointRules();

  final PathPattern[] patterns;
  final IdShape ids;
  private final Set<String> collections = new HashSet<>();
  private final Set<String> words = new HashSet<>();
  private final Set<String> neverBilled = new HashSet<>();
  private final Set<String> billedAtOnce = new HashSet<>();
  private final Set<String> shownLater = new HashSet<>();

  private EndpointRules() {
    List<PathPattern> paths = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    List<String> wordPrefixes = new ArrayList<>();
    try (InputStream in =
            EndpointRules.class
                .getClassLoader()
                .getResourceAsStream("ai/holysheep/agent/exchange/endpoints.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          int space = line.indexOf(' ');
          String what = line.substring(0, space);
          String value = line.substring(space).trim();
          if (what.equals("ID_PREFIX")) {
            prefixes.add(value);
          } else if (what.equals("ID_OR_WORD")) {
            wordPrefixes.add(value);
          } else {
            add(what, value, paths);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("endpoints.txt", e);
    }
    patterns = paths.toArray(new PathPattern[0]);
    ids = new IdShape(prefixes, wordPrefixes);
    for (PathPattern pattern : patterns) {
      words.addAll(pattern.words());
    }
    words.addAll(collections);
  }

  private void add(String what, String value, List<PathPattern> paths) {
    switch (what) {
      case "ID_AFTER":
        collections.add(value);
        break;
      case "ANSWER_NO_BILL":
        neverBilled.add(value);
        break;
      case "ANSWER_AT_ONCE":
        billedAtOnce.add(value);
        break;
      case "ANSWER_LATER":
        shownLater.add(value);
        break;
      default:
        paths.add(new PathPattern(EndpointKind.valueOf(what), value));
    }
  }

  static EndpointRules get() {
    return RULES;
  }

  /** Whether a segment of a path is an id. */
  boolean isId(@Nullable String before, String segment) {
    int colon = segment.lastIndexOf(':');
    return ids.isId(segment)
        || ModelInPath.isArn(segment)
        || before != null
            && ModelInPath.isArn(before)
            && before.indexOf('%') < 0
            && !isWord(segment)
        || colon > 0 && ids.isId(segment.substring(0, colon))
        || before != null
            && collections.contains(before)
            && !isWord(segment)
            && !IdShape.isVersion(segment);
  }

  /** Whether vendors use this segment as a word of their paths. */
  boolean isWord(String segment) {
    return words.contains(segment);
  }

  boolean isNeverBilled(@Nullable String answerKind) {
    return answerKind != null && neverBilled.contains(answerKind);
  }

  boolean isBilledAtOnce(@Nullable String answerKind) {
    return answerKind != null && billedAtOnce.contains(answerKind);
  }

  boolean isShownLater(@Nullable String answerKind) {
    return answerKind != null && shownLater.contains(answerKind);
  }
}
