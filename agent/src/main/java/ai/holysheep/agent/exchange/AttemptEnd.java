package ai.holysheep.agent.exchange;

/** A step that ends an attempt; {@link Exchange} says when each is reported. */
enum AttemptEnd {
  BODY_END,
  RESPONSE_END,
  BODY_CLOSED,
  BODY_FAILED,
  FAILED,
  CANCELED,
  RELEASED
}
