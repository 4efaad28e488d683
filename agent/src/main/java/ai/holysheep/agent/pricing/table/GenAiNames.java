package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.ModelNames;
import ai.holysheep.agent.pricing.ModelSpellings;
import ai.holysheep.agent.pricing.PriceLookup;
import ai.holysheep.agent.pricing.PriceMatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models of genai-prices' table, whose entries have rules for names. A name is the model of the
 * provider that stands before a slash in it; else of the first provider that says that such names
 * are its models; else of the only provider that has it. Thread-safe after it was built.
 */
final class GenAiNames implements PriceLookup {
  private final ModelNames names;
  private final List<GenAiProvider> providers = new ArrayList<>();
  private final NameIndex index = new NameIndex();
  private final List<GenAiProvider.Model> models = new ArrayList<>();

  GenAiNames(ModelNames names) {
    this.names = names;
  }

  /** Throws {@link IllegalArgumentException} if there are too many entries like it. */
  void add(GenAiProvider.Model model) {
    index.add(model.match);
    models.add(model);
  }

  /** After its own models, and before those of the next. */
  void add(GenAiProvider provider) {
    provider.firstModel = providers.isEmpty() ? 0 : providers.get(providers.size() - 1).endOfModels;
    provider.endOfModels = models.size();
    providers.add(provider);
  }

  @Override
  public @Nullable PriceMatch find(List<ModelSpellings> chain) {
    for (ModelSpellings name : chain) {
      for (String spelling : name.writtenClosestFirst) {
        PriceMatch match = match(spelling, isOfBedrock(spelling, name.writtenClosestFirst));
        if (match != null) {
          return match;
        }
        if (names.isAlias(spelling)) {
          // The alias is closer than a price of the spellings behind it.
          break;
        }
      }
    }
    return null;
  }

  @Override
  public boolean hasImageForms(String entry) {
    return false;
  }

  /** Amazon's names begin with a region and a vendor: {@code us.anthropic.claude-opus-5}. */
  private static boolean isOfBedrock(String spelling, List<String> others) {
    for (String other : others) {
      if (spelling.endsWith("." + other)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable PriceMatch match(String spelling, boolean isOfBedrock) {
    int slash = spelling.indexOf('/');
    GenAiProvider named = slash < 0 ? null : provider(spelling.substring(0, slash));
    if (named != null) {
      BitSet found = index.find(spelling.substring(slash + 1));
      GenAiProvider.Model model = modelOf(named, found);
      if (model != null) {
        return new PriceMatch(model.price, spelling, "the name begins with the entry's provider");
      }
    }
    BitSet found = index.find(spelling);
    if (found.isEmpty()) {
      return null;
    }
    GenAiProvider bedrock = isOfBedrock ? provider("bedrock") : null;
    GenAiProvider.Model onBedrock = bedrock == null ? null : modelOf(bedrock, found);
    if (onBedrock != null) {
      return new PriceMatch(onBedrock.price, spelling, "the name has the form of Amazon Bedrock's");
    }
    return claimedOrOnly(spelling, found);
  }

  private @Nullable PriceMatch claimedOrOnly(String spelling, BitSet found) {
    boolean isClaimed = false;
    for (GenAiProvider provider : providers) {
      NameRule match = provider.modelMatch;
      if (match != null && match.matches(spelling)) {
        isClaimed = true;
        GenAiProvider.Model model = modelOf(provider, found);
        if (model != null) {
          return new PriceMatch(
              model.price, spelling, "the provider says that such names are its models");
        }
      }
    }
    // Another provider's rule can be wide: it knows only that provider's names.
    return isClaimed ? null : only(spelling, found);
  }

  private @Nullable GenAiProvider provider(String id) {
    for (GenAiProvider provider : providers) {
      if (provider.id.equals(id)) {
        return provider;
      }
    }
    for (GenAiProvider provider : providers) {
      NameRule match = provider.providerMatch;
      if (match != null && match.matches(id)) {
        return provider;
      }
    }
    return null;
  }

  /** The provider's own, or that of a provider whose models it has too. */
  private GenAiProvider.@Nullable Model modelOf(GenAiProvider provider, BitSet found) {
    int own = provider.firstOf(found);
    if (own >= 0) {
      return models.get(own);
    }
    for (String id : provider.fallbacks) {
      for (GenAiProvider other : providers) {
        int number = other.id.equals(id) ? other.firstOf(found) : -1;
        if (number >= 0) {
          return models.get(number);
        }
      }
    }
    return null;
  }

  /** Of the only provider that has it. Several that have one price are as good as one. */
  private @Nullable PriceMatch only(String spelling, BitSet found) {
    GenAiProvider.Model only = null;
    for (GenAiProvider provider : providers) {
      int number = provider.firstOf(found);
      if (number >= 0) {
        GenAiProvider.Model model = models.get(number);
        if (only != null && !only.price.sharesPrices(model.price)) {
          return null;
        }
        only = only == null ? model : only;
      }
    }
    return only == null
        ? null
        : new PriceMatch(only.price, spelling, "no other provider has it at another price");
  }
}
