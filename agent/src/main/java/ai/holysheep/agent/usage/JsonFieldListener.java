package ai.holysheep.agent.usage;

/** Told by a {@link JsonSkimmer} what stands at the places that matter, in the document's order. */
interface JsonFieldListener {
  /** A document begins: the whole body, an event of a stream, an element of an array of them. */
  void document();

  /**
   * A key is read under which these counts may stand, as bits by their ordinals: what this document
   * said of them before is void, as the last of equal keys counts.
   */
  void begins(int counts);

  /** A number stands where a count or a name belongs. */
  void number(Field field, ScalarBuffer digits);

  void text(Field field, ScalarBuffer text);

  /** Something other than a number or {@code null} stands where a count belongs. */
  void garbled(Field field);

  /** A string that is not empty stands where an answer's content is. */
  void contentSeen();
}
