package ai.holysheep.agent.usage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of the tree of JSON keys that lead to a {@link JsonField}. */
final class JsonPathNode {
  private static final JsonPathNode[] NO_NODES = {};

  private final byte[] key;

  /** Whether the value can be an array. This node stands for its elements as well. */
  private final boolean array;

  private JsonPathNode[] children = NO_NODES;

  /** The keys of the children. */
  private JsonKeyTable keys = JsonKeyTable.EMPTY;

  /** The counts among which the text of an element's {@code CHOICE} decides. It is their key. */
  private JsonPathNode[] choices = NO_NODES;

  private @Nullable JsonField field;

  /** The number of a place whose keys are those of another path; 0 elsewhere. */
  private int place;

  private int slot = -1;
  private int firstSlot;
  private int slotsEnd;
  private long places;
  private boolean hasElements;

  /** Whether each element counts as one, and has no number for what is counted. */
  private boolean isTally;

  /** The field of each slot, in the root only. */
  private JsonField[] slotFields = {};

  private JsonPathNode(String key, boolean array) {
    this.key = key.getBytes(StandardCharsets.US_ASCII);
    this.array = array;
  }

  /** Reads a resource in the format that {@code paths.txt} explains. Returns the root. */
  static JsonPathNode load(String resource) {
    JsonPathNode root = new JsonPathNode("", true);
    List<String[]> places = new ArrayList<>();
    try (InputStream in =
            JsonPathNode.class
                .getClassLoader()
                .getResourceAsStream("ai/holysheep/agent/usage/" + resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          root.addLine(line.split(" +"), places);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
    for (int i = 0; i < places.size(); i++) {
      JsonPathNode node = root.findOrAdd(places.get(i)[0]);
      JsonPathNode other = root.findOrAdd(places.get(i)[2]);
      node.children = other.children;
      node.choices = other.choices;
      node.isTally = other.isTally;
      node.place = i + 1;
    }
    List<JsonField> fields = new ArrayList<>();
    root.updateTree(fields);
    root.slotFields = fields.toArray(root.slotFields);
    return root;
  }

  private void addLine(String[] columns, List<String[]> newPlaces) {
    if (columns[1].equals("=")) {
      newPlaces.add(columns);
    } else {
      findOrAdd(columns[0]).field = JsonField.valueOf(columns[1]);
    }
  }

  private JsonPathNode findOrAdd(String path) {
    JsonPathNode node = this;
    String[] steps = path.split("\\.");
    for (int i = 0; i < steps.length; i++) {
      String step = steps[i];
      int bracket = step.indexOf('[');
      node = node.findOrAddChild(bracket < 0 ? step : step.substring(0, bracket), bracket >= 0);
      int equals = step.indexOf('=');
      if (equals >= 0) {
        node.findOrAddChild(step.substring(bracket + 1, equals), false).field = JsonField.CHOICE;
        if (i + 1 < steps.length) {
          node.findOrAddChild(steps[i + 1], false).field = JsonField.CHOSEN_TOKENS;
        } else {
          node.isTally = true;
        }
        return node.addChoice(step.substring(equals + 1, step.length() - 1));
      }
    }
    return node;
  }

  private JsonPathNode findOrAddChild(String childKey, boolean isArray) {
    byte[] bytes = childKey.getBytes(StandardCharsets.US_ASCII);
    JsonPathNode child = child(bytes, 0, bytes.length);
    return child == null ? addChild(new JsonPathNode(childKey, isArray)) : child;
  }

  private JsonPathNode addChild(JsonPathNode child) {
    children = Arrays.copyOf(children, children.length + 1);
    children[children.length - 1] = child;
    updateKeys();
    return child;
  }

  private JsonPathNode addChoice(String text) {
    choices = Arrays.copyOf(choices, choices.length + 1);
    choices[choices.length - 1] = new JsonPathNode(text, false);
    return choices[choices.length - 1];
  }

  /** Computes what depends on all lines: two nodes can share their children. */
  private void updateTree(List<JsonField> fields) {
    updateKeys();
    if (field != null && field.hasSlot() && slot < 0) {
      slot = fields.size();
      fields.add(field);
    }
    firstSlot = slot < 0 ? Integer.MAX_VALUE : slot;
    slotsEnd = slot + 1;
    hasElements = choices.length > 0 || field == JsonField.ITERATIONS;
    places = slot >= 0 || field == JsonField.CHOSEN_TOKENS ? 1 : 0;
    for (JsonPathNode child : children) {
      includeSlotsOf(child, fields);
    }
    for (JsonPathNode choice : choices) {
      includeSlotsOf(choice, fields);
    }
    if (place > 0 && places != 0) {
      places = places & ~1 | 1L << place;
    }
  }

  private void includeSlotsOf(JsonPathNode node, List<JsonField> fields) {
    node.updateTree(fields);
    firstSlot = Math.min(firstSlot, node.firstSlot);
    slotsEnd = Math.max(slotsEnd, node.slotsEnd);
    places |= node.places;
  }

  private void updateKeys() {
    byte[][] childKeys = new byte[children.length][];
    for (int i = 0; i < children.length; i++) {
      childKeys[i] = children[i].key;
    }
    keys = new JsonKeyTable(childKeys);
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

  /** The field of each slot of the tree; only of the root. */
  JsonField[] slotFields() {
    return slotFields.clone();
  }

  /** The index of the count that is this node's value; -1 if it has none. */
  int slot() {
    return slot;
  }

  /** The slots of this node and of all nodes below it are among those from here on. */
  int firstSlot() {
    return firstSlot;
  }

  /** The slots of this node and of all nodes below it end before this one. */
  int slotsEnd() {
    return slotsEnd;
  }

  /**
   * The places of these slots, as bits: bit 0 for the place of this node, the others for places
   * that begin here or below. 0 if there is no count.
   */
  long places() {
    return places;
  }

  /** The number of the place that begins here, from 1 to 63; 0 if none does. */
  int place() {
    return place;
  }

  /** Whether its elements are told apart. */
  boolean hasElements() {
    return hasElements;
  }

  /** Whether each of its elements counts as one. */
  boolean isTally() {
    return isTally;
  }

  /** The count that this text chooses, whatever its case; {@code null} for an unknown text. */
  @Nullable JsonPathNode choice(ScalarBuffer text) {
    for (JsonPathNode choice : choices) {
      if (text.contentEqualsIgnoreCase(choice.key)) {
        return choice;
      }
    }
    return null;
  }

  /** The child with this key, or {@code null}. */
  @Nullable JsonPathNode child(byte[] bytes, int offset, int length) {
    int index = keys.indexOf(bytes, offset, length);
    return index < 0 ? null : children[index];
  }
}
