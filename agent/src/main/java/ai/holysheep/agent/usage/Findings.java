package ai.holysheep.agent.usage;

/** Told by a {@link JsonSkimmer} what stands at the places that matter, in the document's order. */
interface Findings {
  void number(Field field, Token digits);

  void text(Field field, Token text);

  /** Something other than a number or {@code null} stands where a count belongs. */
  void garbled(Field field);

  /** A string that is not empty stands where an answer's content is. */
  void contentSeen();
}
