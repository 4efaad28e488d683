package ai.holysheep.agent.usage;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The usages in Anthropic's list {@code usage.iterations}, one sum for each model. It has all that
 * is billed, also what the counts beside it leave out: a compaction of the conversation, and the
 * turns of an advisor, which is another model.
 */
final class UsageIterations {
  private static final int MAX_FURTHER_MODELS = 8;

  /** The model that has answered is not known yet, and may have an element with its name. */
  private static final int MAX_MODELS = MAX_FURTHER_MODELS + 2;

  private static final int MAX_MODEL_LENGTH = 128;

  /** {@code null} for elements that name no model: they are those of the model that answers. */
  private final List<@Nullable String> models = new ArrayList<>(0);

  private final List<Usage> usages = new ArrayList<>(0);

  void clear() {
    if (!models.isEmpty()) {
      models.clear();
      usages.clear();
    }
  }

  void add(@Nullable String model, Usage usage) {
    int index = models.indexOf(model);
    if (index >= 0) {
      usages.set(index, usages.get(index).plus(usage));
    } else if (models.size() < MAX_MODELS) {
      models.add(model);
      usages.add(usage);
    } else {
      IgnoredValues.count(IgnoredValues.Source.BODY, "too many models in one answer");
    }
  }

  /** The sum of this model's elements; {@code null} if it has none. */
  @Nullable Usage usageOf(@Nullable String answeringModel) {
    Usage sum = null;
    for (int i = 0; i < models.size(); i++) {
      if (isOf(answeringModel, models.get(i))) {
        sum = sum == null ? usages.get(i) : sum.plus(usages.get(i));
      }
    }
    return sum;
  }

  List<ModelUsage> furtherUsages(@Nullable String answeringModel) {
    if (models.isEmpty()) {
      return Collections.emptyList();
    }
    List<ModelUsage> further = new ArrayList<>();
    for (int i = 0; i < models.size() && further.size() < MAX_FURTHER_MODELS; i++) {
      String model = models.get(i);
      if (model != null && !isOf(answeringModel, model)) {
        further.add(new ModelUsage(BoundedText.of(model, MAX_MODEL_LENGTH), usages.get(i)));
      }
    }
    return Collections.unmodifiableList(further);
  }

  private static boolean isOf(@Nullable String answeringModel, @Nullable String model) {
    return model == null || model.equals(answeringModel);
  }
}
