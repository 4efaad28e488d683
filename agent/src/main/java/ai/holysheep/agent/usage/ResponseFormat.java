package ai.holysheep.agent.usage;

/** How a response's body is read: its first character decides. */
enum ResponseFormat {
  UNKNOWN,
  JSON,
  /** Gemini's stream without {@code alt=sse}: one array, which arrives element by element. */
  JSON_ARRAY,
  SSE;

  static ResponseFormat startingWith(byte first) {
    return first == '{' ? JSON : first == '[' ? JSON_ARRAY : SSE;
  }
}
