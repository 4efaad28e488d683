package ai.holysheep.agent.pricing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which names mean the same model: by the rules for spellings, and by aliases, vendors' own and,
 * from the price file, a user's. Thread-safe; it does not change.
 */
public final class ModelNames {
  /** An alias may be the name of an alias, but not in a longer chain. */
  static final int MAX_CHAIN = 8;

  private final SpellingRules rules;

  /** The aliases, by normalized name. */
  private final Map<String, String> targets;

  private ModelNames(SpellingRules rules, Map<String, String> targets) {
    this.rules = rules;
    this.targets = targets;
  }

  /** Those that are known without a price file. */
  public static ModelNames load() {
    SpellingRules rules = SpellingRules.load();
    return new ModelNames(rules, rules.aliases);
  }

  /** These and more aliases, which win. */
  ModelNames plus(Map<String, String> added) {
    Map<String, String> all = new HashMap<>(targets);
    for (Map.Entry<String, String> alias : added.entrySet()) {
      all.put(SpellingRules.normalize(alias.getKey()), alias.getValue());
    }
    return new ModelNames(rules, Collections.unmodifiableMap(all));
  }

  /** The name that this spelling means; {@code null} if it is no alias. */
  @Nullable String target(String normalized) {
    return targets.get(normalized);
  }

  /** Whether a spelling means another name. */
  public boolean isAlias(String spelling) {
    return targets.containsKey(ModelSpellings.normalize(spelling));
  }

  /** Whether the name leads to a model: not round in a ring, and not through too many names. */
  boolean hasEnd(String model) {
    return next(last(chain(model))) == null;
  }

  ModelSpellings spellings(String model) {
    return rules.spellings(model);
  }

  /** The name without all that makes no other model; its revision stays. */
  public String base(String model) {
    return identity(model).toString();
  }

  ModelIdentity identity(String model) {
    return identity(chain(model));
  }

  /** The model that a {@link #chain} leads to. */
  static ModelIdentity identity(List<ModelSpellings> chain) {
    return new ModelIdentity(last(chain));
  }

  /** The name, and the names that it leads to by aliases, at most {@link #MAX_CHAIN}. */
  List<ModelSpellings> chain(String model) {
    List<ModelSpellings> chain = new ArrayList<>();
    ModelSpellings spellings = rules.spellings(model);
    chain.add(spellings);
    for (int i = 0; i < MAX_CHAIN; i++) {
      String next = next(spellings);
      if (next == null) {
        break;
      }
      spellings = rules.spellings(next);
      chain.add(spellings);
    }
    return chain;
  }

  private static ModelSpellings last(List<ModelSpellings> chain) {
    return chain.get(chain.size() - 1);
  }

  private @Nullable String next(ModelSpellings spellings) {
    for (String spelling : spellings.closestFirst) {
      String target = targets.get(spelling);
      if (target != null) {
        return target;
      }
    }
    return null;
  }
}
