package ai.holysheep.agent.usage;

/** What one further model has used within a call. Immutable. */
public final class ModelUsage {
  /** The model that the tokens are billed as. */
  public final String model;

  public final Usage usage;

  ModelUsage(String model, Usage usage) {
    this.model = model;
    this.usage = usage;
  }
}
