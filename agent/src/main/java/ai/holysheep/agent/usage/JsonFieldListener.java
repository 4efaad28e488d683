package ai.holysheep.agent.usage;

/** Receives the fields that a {@link JsonScanner} finds, in the document's order. */
interface JsonFieldListener {
  /** A document starts: the whole body, an event of a stream, or an element of Gemini's array. */
  default void onDocumentStart() {}

  /**
   * A key was read, and these counts can be in its value. What this document gave for them before
   * is void: of equal keys in one document, the last counts.
   *
   * @param counts the bits of the counts, by {@link JsonField#bit}
   */
  default void onKeyOfCounts(int counts) {}

  /** The text of a field of type {@code TEXT} or {@code TEXT_OR_NUMBER}. */
  void onText(JsonField field, ScalarBuffer text);

  /** The number of a field of type {@code COUNT} or {@code TEXT_OR_NUMBER}. */
  default void onNumber(JsonField field, ScalarBuffer digits) {}

  /** The value of a count is neither a number nor {@code null}. */
  default void onInvalidCount(JsonField field) {}

  /** The text of a field of type {@code PRESENCE} is not empty. */
  default void onContent() {}
}
