package ai.holysheep.agent.exchange;

/** A step of an attempt that only says that it has happened. */
enum AttemptStep {
  REQUEST_START,
  TUNNEL_START,
  REQUEST_BODY_START,
  RESPONSE_BODY_START,
  RESPONSE_BODY_MARKED,
  RESPONSE_BODY_RESET
}
