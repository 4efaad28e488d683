package ai.holysheep.agent.usage;

import java.util.List;

/** An element of {@code usage.iterations}, to check {@link UsageIterations}. */
record TreeIteration(String type, String model, TreeUsage usage) {
  boolean isOwn(List<TreeIteration> all, String answeringModel) {
    if (names(answeringModel) || isOfCall() && isOfFallback(all)) {
      return true;
    }
    return type.isEmpty()
        && all.stream()
            .noneMatch(
                other -> other.isOfCall() || other.type.isEmpty() && other.names(answeringModel));
  }

  private boolean names(String answeringModel) {
    return model.isEmpty() || model.equals(answeringModel);
  }

  private boolean isOfCall() {
    return List.of("message", "compaction", "fallback_message").contains(type);
  }

  private boolean isOfFallback(List<TreeIteration> all) {
    String fallback =
        all.stream()
            .filter(other -> other.type.equals("fallback_message"))
            .map(TreeIteration::model)
            .reduce("", (earlier, last) -> last);
    return fallback.isEmpty() || fallback.equals(model);
  }
}
