package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/**
 * The position of a {@link JsonScanner} in a document, as nodes of the tree of {@link
 * JsonPathNode}.
 */
final class JsonPathCursor {
  /** Deeper containers are skipped. The tree is not deeper, arrays included. */
  private static final int MAX_DEPTH = 16;

  private final JsonPathNode root;
  private final JsonFieldListener listener;

  /** The nodes of the open containers, the outermost first. */
  private final @Nullable JsonPathNode[] nodes = new JsonPathNode[MAX_DEPTH];

  /** Whether each open container is an array. */
  private final boolean[] arrays = new boolean[MAX_DEPTH];

  /** The scope of each open container. */
  private final int[] scopes = new int[MAX_DEPTH];

  private int depth;

  /** How many elements of arrays the document has opened. */
  private int elements;

  private boolean expectsKey;
  private boolean complete;

  /** The node of the next value; {@code null} if the value does not matter. */
  private @Nullable JsonPathNode next;

  JsonPathCursor(JsonPathNode root, JsonFieldListener listener) {
    this.root = root;
    this.listener = listener;
  }

  void reset() {
    depth = 0;
    expectsKey = false;
    complete = false;
    next = root;
  }

  /** Whether the last container at the top level has been closed. */
  boolean isComplete() {
    return complete;
  }

  /** Whether the next string is a key. */
  boolean expectsKey() {
    return expectsKey;
  }

  /** The field of the next value, or {@code null}. */
  @Nullable JsonField field() {
    JsonPathNode node = next;
    return node == null ? null : node.field();
  }

  /**
   * A container starts. Enters it and returns {@code true} if something in it can matter; otherwise
   * the caller must skip it and then call {@link #onSkippedContainer}.
   */
  boolean enterContainer(boolean array) {
    JsonPathNode node = next;
    if (node == null || depth == MAX_DEPTH || !canEnter(node, array)) {
      JsonField field = field();
      if (field != null && field.isNumber()) {
        listener.onInvalidNumber(field);
      }
      return false;
    }
    if (node == root && !array) {
      elements = 0;
      listener.onDocumentStart();
    } else if (field() != null && !array) {
      onFieldObject(node);
    }
    complete = false;
    scopes[depth] = scopeOf(node);
    nodes[depth] = node;
    arrays[depth] = array;
    depth++;
    if (!array && node.hasElements()) {
      listener.onElementStart(node, scope());
    }
    expectsKey = !array;
    return true;
  }

  private int scope() {
    return scopes[depth - 1];
  }

  /** The scope of a container that is about to be entered. */
  private int scopeOf(JsonPathNode node) {
    if (depth == 0 || node == root) {
      return 0;
    }
    if (arrays[depth - 1]) {
      elements = Math.min(elements + 1, CountScope.MAX_ELEMENT);
      return CountScope.of(elements, CountScope.place(scope()));
    }
    return node.place() == 0 ? scope() : CountScope.of(CountScope.element(scope()), node.place());
  }

  /**
   * An array can have its only element in place of it, and the body can be one: Gemini's stream.
   */
  private boolean canEnter(JsonPathNode node, boolean array) {
    if (!node.isArray()) {
      return !array && !node.isLeaf();
    }
    boolean element = depth > 0 && arrays[depth - 1] && nodes[depth - 1] == node;
    return !element || !array;
  }

  private void onFieldObject(JsonPathNode node) {
    JsonField field = node.field();
    if (field != null && field.type == JsonField.Type.KEY) {
      listener.onObject(field, node.key());
    }
  }

  /** The innermost container ends. */
  void leaveContainer() {
    if (depth > 0) {
      depth--;
      complete = depth == 0;
      JsonPathNode node = nodes[depth];
      if (node != null && !arrays[depth]) {
        onObjectEnd(node);
      }
    }
    expectsKey = false;
    next = outsideOfDocuments();
  }

  /** At the top level, another document can follow. */
  private @Nullable JsonPathNode outsideOfDocuments() {
    return depth == 0 ? root : null;
  }

  private void onObjectEnd(JsonPathNode node) {
    if (node == root) {
      listener.onDocumentEnd();
    } else if (node.hasElements()) {
      listener.onElementEnd(node);
    }
  }

  /** A container has ended that {@link #enterContainer} did not enter. */
  void onSkippedContainer() {
    next = outsideOfDocuments();
    complete = depth == 0;
  }

  void onComma() {
    boolean array = depth > 0 && arrays[depth - 1];
    expectsKey = depth > 0 && !array;
    next = array ? nodes[depth - 1] : outsideOfDocuments();
  }

  void onKey(byte[] bytes, int offset, int length) {
    JsonPathNode parent = nodes[depth - 1];
    JsonPathNode child = parent == null ? null : parent.child(bytes, offset, length);
    if (child != null && child.places() != 0) {
      listener.onKeyOfCounts(child, scope());
    }
    next = child;
    expectsKey = false;
  }

  /** What follows, up to the next comma or bracket, is no value of the key. */
  void onValueEnd() {
    next = null;
  }

  /** A key that is longer than every key of the tree. */
  void onLongKey() {
    next = null;
    expectsKey = false;
  }
}
