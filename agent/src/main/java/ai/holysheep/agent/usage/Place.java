package ai.holysheep.agent.usage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node in the tree of JSON keys that matter. Arrays are transparent: an element stands at its
 * array's place.
 */
final class Place {
  private static final Place[] NONE = {};

  private final byte[] key;
  private Place[] children = NONE;
  @Nullable Field field;

  private Place(String key) {
    this.key = key.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The tree that a resource beside this class describes: a line has a path and a field, or {@code
   * = other.path}.
   */
  static Place load(String resource) {
    Place root = new Place("");
    try (InputStream in =
            Place.class
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
    return root;
  }

  private void add(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String[] words = line.split(" +");
    Place place = at(words[0]);
    if (words[1].equals("=")) {
      place.children = at(words[2]).children;
    } else {
      place.field = Field.valueOf(words[1]);
    }
  }

  private Place at(String path) {
    Place place = this;
    for (String key : path.split("\\.")) {
      byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
      Place child = place.child(bytes, bytes.length);
      if (child == null) {
        child = new Place(key);
        place.children = Arrays.copyOf(place.children, place.children.length + 1);
        place.children[place.children.length - 1] = child;
      }
      place = child;
    }
    return place;
  }

  boolean isLeaf() {
    return children.length == 0;
  }

  @Nullable Place child(byte[] name, int length) {
    for (Place child : children) {
      if (child.key.length == length && matches(child.key, name, length)) {
        return child;
      }
    }
    return null;
  }

  private static boolean matches(byte[] key, byte[] name, int length) {
    for (int i = length - 1; i >= 0; i--) {
      if (key[i] != name[i]) {
        return false;
      }
    }
    return true;
  }
}
