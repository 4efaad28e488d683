package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/** Where in a document a {@link JsonSkimmer} is, as far as the tree of places goes. */
final class JsonPathCursor {
  /** Places are looked for this deep; the tree of places is not deeper, arrays included. */
  private static final int MAX_DEPTH = 16;

  private final JsonPathNode root;
  private final JsonFieldListener findings;

  /** Of each container that is open, from the outermost on. */
  private final @Nullable JsonPathNode[] places = new JsonPathNode[MAX_DEPTH];

  private final boolean[] arrays = new boolean[MAX_DEPTH];
  private int depth;
  private boolean expectsKey;
  private boolean closed;

  /** The place of the value to come; {@code null} where it does not matter. */
  private @Nullable JsonPathNode next;

  JsonPathCursor(JsonPathNode root, JsonFieldListener findings) {
    this.root = root;
    this.findings = findings;
  }

  void reset() {
    depth = 0;
    expectsKey = false;
    closed = false;
    next = root;
  }

  /** Whether an object or array at the top level has been opened and closed again. */
  boolean closed() {
    return closed;
  }

  /** Whether the next string is a key. */
  boolean expectsKey() {
    return expectsKey;
  }

  /** What the value to come means; {@code null} for nothing by itself. */
  @Nullable Field field() {
    JsonPathNode place = next;
    return place == null ? null : place.field();
  }

  /** A container begins. Returns whether anything inside may matter. */
  boolean enter(boolean array) {
    JsonPathNode place = next;
    if (place == null || depth == MAX_DEPTH || !fits(place, array)) {
      Field field = field();
      if (field != null && field.type == Field.Type.COUNT) {
        findings.garbled(field);
      }
      return false;
    }
    if (place == root && !array) {
      findings.document();
    }
    places[depth] = place;
    arrays[depth] = array;
    depth++;
    expectsKey = !array;
    return true;
  }

  private boolean fits(JsonPathNode place, boolean array) {
    if (!place.isArray()) {
      return !array && !place.isLeaf();
    }
    boolean element = depth > 0 && arrays[depth - 1] && places[depth - 1] == place;
    return element ? !array : array || place == root && depth == 0;
  }

  /** The innermost container ends. */
  void leave() {
    if (depth > 0) {
      depth--;
      closed = depth == 0;
    }
    expectsKey = false;
    next = null;
  }

  /** A container ends that {@link #enter} did not enter. */
  void passed() {
    next = null;
    closed = depth == 0;
  }

  void comma() {
    boolean array = depth > 0 && arrays[depth - 1];
    expectsKey = depth > 0 && !array;
    next = array ? places[depth - 1] : null;
  }

  /** A key has been read. */
  void key(byte[] bytes, int from, int length) {
    JsonPathNode parent = places[depth - 1];
    JsonPathNode child = parent == null ? null : parent.child(bytes, from, length);
    if (child != null && child.counts() != 0) {
      findings.begins(child.counts());
    }
    next = child;
    expectsKey = false;
  }

  /** A key has been read that is too long to be any of ours. */
  void longKey() {
    next = null;
    expectsKey = false;
  }
}
