package ai.holysheep.agent.usage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node in the tree of JSON keys that matter. */
final class JsonPathNode {
  private static final JsonPathNode[] NONE = {};

  private final byte[] key;

  /** Whether the value is an array; its elements stand at this same place. */
  private final boolean array;

  private JsonPathNode[] children = NONE;

  /** Of each child's key, to pass over most of them by one comparison. */
  private int[] signatures = {};

  private @Nullable Field field;
  private int counts;

  private JsonPathNode(String key, boolean array) {
    this.key = key.getBytes(StandardCharsets.US_ASCII);
    this.array = array;
  }

  /**
   * The tree that a resource beside this class describes: a line has a path and a field, or {@code
   * = other.path}.
   */
  static JsonPathNode load(String resource) {
    JsonPathNode root = new JsonPathNode("", true);
    try (InputStream in =
            JsonPathNode.class
                .getClassLoader()
                .getResourceAsStream("ai/holysheep/agent/usage/" + resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        root.add(line.trim());
      }
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
    root.prepare();
    return root;
  }

  private void add(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String[] words = line.split(" +");
    JsonPathNode place = at(words[0]);
    if (words[1].equals("=")) {
      place.children = at(words[2]).children;
    } else {
      place.field = Field.valueOf(words[1]);
    }
  }

  private JsonPathNode at(String path) {
    JsonPathNode place = this;
    for (String step : path.split("\\.")) {
      boolean array = step.endsWith("[]");
      String name = array ? step.substring(0, step.length() - 2) : step;
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      JsonPathNode child = place.child(bytes, 0, bytes.length);
      if (child == null) {
        child = new JsonPathNode(name, array);
        place.children = Arrays.copyOf(place.children, place.children.length + 1);
        place.children[place.children.length - 1] = child;
        place.sign();
      }
      place = child;
    }
    return place;
  }

  private void sign() {
    signatures = new int[children.length];
    for (int i = 0; i < children.length; i++) {
      byte[] name = children[i].key;
      signatures[i] = signature(name, 0, name.length);
    }
  }

  /** What only the whole tree tells. */
  private void prepare() {
    counts = field == null ? 0 : field.bit();
    sign();
    for (JsonPathNode child : children) {
      child.prepare();
      counts |= child.counts;
    }
  }

  private static int signature(byte[] name, int from, int length) {
    return length == 0
        ? 0
        : length << 16 | name[from] << 8 & 0xFF00 | name[from + length - 1] & 0xFF;
  }

  boolean isArray() {
    return array;
  }

  boolean isLeaf() {
    return children.length == 0;
  }

  @Nullable Field field() {
    return field;
  }

  /** The counts at this place and below, each by its {@link Field#bit}. */
  int counts() {
    return counts;
  }

  @Nullable JsonPathNode child(byte[] bytes, int from, int length) {
    int wanted = signature(bytes, from, length);
    for (int i = 0; i < signatures.length; i++) {
      if (signatures[i] == wanted && matches(children[i].key, bytes, from)) {
        return children[i];
      }
    }
    return null;
  }

  private static boolean matches(byte[] key, byte[] bytes, int from) {
    for (int i = 0; i < key.length; i++) {
      if (key[i] != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
