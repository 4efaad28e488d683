package ai.holysheep.agent.usage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node of the tree of JSON keys that lead to a {@link JsonField}. */
final class JsonPathNode {
  private static final JsonPathNode[] NO_CHILDREN = {};

  private final byte[] key;

  /** Whether the value can be an array. This node stands for its elements as well. */
  private final boolean array;

  private JsonPathNode[] children = NO_CHILDREN;

  /** The signature of each child's key. One comparison rules out most other keys. */
  private int[] signatures = {};

  /** A hash table of the children by their signatures: an index plus 1, or 0. */
  private short[] slots = {0, 0};

  /** What is left of a hash after this shift is an index of {@link #slots}. */
  private int shift = Integer.SIZE - 1;

  private @Nullable JsonField field;
  private int counts;

  private JsonPathNode(String key, boolean array) {
    this.key = key.getBytes(StandardCharsets.US_ASCII);
    this.array = array;
  }

  /** Reads a resource in the format that {@code paths.txt} explains. Returns the root. */
  static JsonPathNode load(String resource) {
    JsonPathNode root = new JsonPathNode("", true);
    try (InputStream in =
            JsonPathNode.class
                .getClassLoader()
                .getResourceAsStream("ai/holysheep/agent/usage/" + resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        root.addLine(line.trim());
      }
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
    root.updateTree();
    return root;
  }

  private void addLine(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String[] columns = line.split(" +");
    JsonPathNode node = findOrAdd(columns[0]);
    if (columns[1].equals("=")) {
      node.children = findOrAdd(columns[2]).children;
    } else {
      node.field = JsonField.valueOf(columns[1]);
    }
  }

  private JsonPathNode findOrAdd(String path) {
    JsonPathNode node = this;
    for (String step : path.split("\\.")) {
      boolean array = step.endsWith("[]");
      String key = array ? step.substring(0, step.length() - 2) : step;
      byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
      JsonPathNode child = node.child(bytes, 0, bytes.length);
      node = child == null ? node.addChild(new JsonPathNode(key, array)) : child;
    }
    return node;
  }

  private JsonPathNode addChild(JsonPathNode child) {
    children = Arrays.copyOf(children, children.length + 1);
    children[children.length - 1] = child;
    updateSignatures();
    return child;
  }

  /** Computes what depends on all lines: two nodes can share their children. */
  private void updateTree() {
    counts = field == null ? 0 : field.bit();
    updateSignatures();
    for (JsonPathNode child : children) {
      child.updateTree();
      counts |= child.counts;
    }
  }

  private void updateSignatures() {
    signatures = new int[children.length];
    // At most half of the slots are taken, so that a search ends soon.
    int bits = 1;
    while (1 << bits < 2 * children.length) {
      bits++;
    }
    slots = new short[1 << bits];
    shift = Integer.SIZE - bits;
    for (int i = 0; i < children.length; i++) {
      byte[] childKey = children[i].key;
      signatures[i] = signature(childKey, 0, childKey.length);
      int slot = slot(signatures[i]);
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = (short) (i + 1);
    }
  }

  /** Fibonacci hashing. */
  private int slot(int signature) {
    return signature * 0x9E3779B1 >>> shift;
  }

  /** The key's length, first and last byte. */
  private static int signature(byte[] key, int offset, int length) {
    return length == 0
        ? 0
        : length << 16 | key[offset] << 8 & 0xFF00 | key[offset + length - 1] & 0xFF;
  }

  byte[] key() {
    return key;
  }

  boolean isArray() {
    return array;
  }

  boolean isLeaf() {
    return children.length == 0;
  }

  @Nullable JsonField field() {
    return field;
  }

  /** The counts of this node and of all nodes below it, each as its {@link JsonField#bit}. */
  int counts() {
    return counts;
  }

  /** The child with this key, or {@code null}. */
  @Nullable JsonPathNode child(byte[] bytes, int offset, int length) {
    int wanted = signature(bytes, offset, length);
    int slot = slot(wanted);
    while (slots[slot] != 0) {
      int i = slots[slot] - 1;
      // Equal signatures mean equal lengths.
      if (signatures[i] == wanted && children[i].hasKey(bytes, offset)) {
        return children[i];
      }
      slot = slot + 1 & slots.length - 1;
    }
    return null;
  }

  private boolean hasKey(byte[] bytes, int offset) {
    for (int i = 0; i < key.length; i++) {
      if (key[i] != bytes[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
