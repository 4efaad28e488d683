package ai.holysheep.agent.usage;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The usages in Anthropic's list {@code usage.iterations}, one sum for each model and kind. It has
 * all that is billed, also what the counts beside it leave out: a compaction of the conversation,
 * and the turns of an advisor, which is another model.
 *
 * <p>The kind decides which elements are the call's own, because the list and the answer can spell
 * one model in two ways: an alias, a date, Bedrock's name, a relay's name.
 */
final class UsageIterations {
  /** What the {@code type} of an element says of it. */
  enum Kind {
    /** The call's own. */
    OWN,
    /** The call's own: of the model that has answered because the one before it refused. */
    FALLBACK,
    /** Of the model that it names. */
    FURTHER,
    /** It has no type. */
    UNKNOWN;

    private static final Words OWN_TYPES = new Words("message", "compaction");
    private static final Words FALLBACK_TYPES = new Words("fallback_message");

    static Kind of(ScalarBuffer type) {
      if (type.length() == 0) {
        return UNKNOWN;
      }
      return OWN_TYPES.contain(type) ? OWN : FALLBACK_TYPES.contain(type) ? FALLBACK : FURTHER;
    }
  }

  private static final int MAX_FURTHER_MODELS = 8;

  /** The call's own elements can have names as well, and not only one. */
  private static final int MAX_SUMS = 2 * MAX_FURTHER_MODELS;

  private static final int MAX_MODEL_LENGTH = 128;

  private final List<@Nullable String> models = new ArrayList<>(0);
  private final List<Kind> kinds = new ArrayList<>(0);
  private final List<Usage> usages = new ArrayList<>(0);

  /** Whether an element has the kind {@code FALLBACK}. */
  private boolean fallback;

  /** The model of the last of these, if it is named. */
  private @Nullable String fallbackModel;

  void clear() {
    if (!usages.isEmpty()) {
      models.clear();
      kinds.clear();
      usages.clear();
      fallback = false;
      fallbackModel = null;
    }
  }

  void add(Kind kind, @Nullable String model, Usage usage) {
    if (kind == Kind.FALLBACK) {
      fallback = true;
      fallbackModel = model;
    }
    for (int i = 0; i < usages.size(); i++) {
      if (kinds.get(i) == kind && isEqual(models.get(i), model)) {
        usages.set(i, usages.get(i).plus(usage));
        return;
      }
    }
    if (usages.size() < MAX_SUMS) {
      kinds.add(kind);
      models.add(model);
      usages.add(usage);
    } else {
      IgnoredValues.count(IgnoredValues.Source.BODY, "too many models in one answer");
    }
  }

  /** Whether the model that has answered is billed as itself, not as the one that was asked. */
  boolean isFallback() {
    return fallback;
  }

  /** The sum of the call's own elements; {@code null} if it has none. */
  @Nullable Usage ownUsage(@Nullable String answeringModel) {
    boolean certain = hasCertainlyOwn(answeringModel);
    Usage sum = null;
    for (int i = 0; i < usages.size(); i++) {
      if (isOwn(i, answeringModel, certain)) {
        sum = sum == null ? usages.get(i) : sum.plus(usages.get(i));
      }
    }
    return sum;
  }

  List<ModelUsage> furtherUsages(@Nullable String answeringModel) {
    if (usages.isEmpty()) {
      return Collections.emptyList();
    }
    boolean certain = hasCertainlyOwn(answeringModel);
    List<ModelUsage> further = new ArrayList<>();
    for (int i = 0; i < usages.size(); i++) {
      String model = models.get(i);
      if (model != null && !isOwn(i, answeringModel, certain)) {
        addFurther(further, BoundedText.of(model, MAX_MODEL_LENGTH), usages.get(i));
      }
    }
    return Collections.unmodifiableList(further);
  }

  private static void addFurther(List<ModelUsage> further, String model, Usage usage) {
    for (int i = 0; i < further.size(); i++) {
      if (further.get(i).model.equals(model)) {
        further.set(i, new ModelUsage(model, further.get(i).usage.plus(usage)));
        return;
      }
    }
    if (further.size() < MAX_FURTHER_MODELS) {
      further.add(new ModelUsage(model, usage));
    }
  }

  private boolean isOwn(int index, @Nullable String answeringModel, boolean hasCertainlyOwn) {
    String model = models.get(index);
    if (model == null || model.equals(answeringModel)) {
      return true;
    }
    switch (kinds.get(index)) {
      case OWN:
      case FALLBACK:
        // Without a fallback, only one model can have worked, however the names are spelt.
        return fallbackModel == null || model.equals(fallbackModel);
      case FURTHER:
        return false;
      default:
        return !hasCertainlyOwn;
    }
  }

  /** Whether an element is the call's own even if elements without a type are not. */
  private boolean hasCertainlyOwn(@Nullable String answeringModel) {
    for (int i = 0; i < usages.size(); i++) {
      Kind kind = kinds.get(i);
      String model = models.get(i);
      if (kind == Kind.OWN
          || kind == Kind.FALLBACK
          || kind == Kind.UNKNOWN && (model == null || model.equals(answeringModel))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEqual(@Nullable String one, @Nullable String other) {
    return one == null ? other == null : one.equals(other);
  }
}
