package ai.holysheep.agent.usage;

/** Receives the fields that a {@link JsonScanner} finds, in the document's order. */
interface JsonFieldListener {
  /** A document starts: the whole body, an event of a stream, or an element of Gemini's array. */
  default void onDocumentStart() {}

  /** The document has been closed. The scanner does not call it for one that breaks off. */
  default void onDocumentEnd() {}

  /** The document breaks off in the middle of a number: its counts mean nothing. */
  default void onBrokenDocument() {}

  /**
   * A key was read, and counts can be in its value. What an equal key in the same object gave for
   * them before is void: of equal keys, the last counts.
   *
   * @param node the key's node; if it has a slot of its own, the next number is its count
   * @param scope the key's place in the document, see {@link CountScope}
   */
  default void onKeyOfCounts(JsonPathNode node, int scope) {}

  /** An element of a list starts, see {@link JsonPathNode#hasElements}. */
  default void onElementStart(JsonPathNode list, int scope) {}

  default void onElementEnd(JsonPathNode list) {}

  /** Whether the text of this field still matters. */
  default boolean wants(JsonField field) {
    return true;
  }

  /**
   * The text of a field of type {@code TEXT}, {@code TEXT_OR_NUMBER}, {@code DECIMAL} or {@code
   * ANY}.
   */
  void onText(JsonField field, ScalarBuffer text);

  /** A text in a list of type {@code TALLY}, whose key was the last one of counts. */
  default void onListedText() {}

  /**
   * The number of a field of type {@code COUNT}, {@code DECIMAL}, {@code TEXT_OR_NUMBER} or {@code
   * ANY}.
   */
  default void onNumber(JsonField field, ScalarBuffer digits) {}

  /** The value of a field of type {@code FLAG} or {@code ANY} is {@code true} or {@code false}. */
  default void onFlag(JsonField field, boolean value) {}

  /** An object of type {@code KEY} starts. */
  default void onObject(JsonField field, byte[] key) {}

  /** The value of a count or an amount is neither a number nor {@code null}. */
  default void onInvalidNumber(JsonField field) {}

  /** The text of a field of type {@code PRESENCE} is not empty. */
  default void onContent() {}
}
