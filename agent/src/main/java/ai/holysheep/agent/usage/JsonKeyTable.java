package ai.holysheep.agent.usage;

/** Finds a key among the keys of an object that matter, in the bytes of a document. Immutable. */
final class JsonKeyTable {
  static final JsonKeyTable EMPTY = new JsonKeyTable(new byte[0][]);

  /** A hash table. Its size is a power of two, and larger than the number of keys. */
  private final byte[][] keys;

  /** The signature of each key; 0 where the table is empty. One comparison rules out most keys. */
  private final int[] signatures;

  private final int[] indexes;

  JsonKeyTable(byte[][] newKeys) {
    int size = Integer.highestOneBit(newKeys.length * 3 + 1);
    keys = new byte[size][];
    signatures = new int[size];
    indexes = new int[size];
    for (int index = 0; index < newKeys.length; index++) {
      byte[] key = newKeys[index];
      int signature = signature(key, 0, key.length);
      int i = start(signature);
      while (signatures[i] != 0) {
        i = i + 1 & size - 1;
      }
      keys[i] = key;
      signatures[i] = signature;
      indexes[i] = index;
    }
  }

  /** The index of the key that these bytes are; -1 if they are none. */
  int indexOf(byte[] bytes, int offset, int length) {
    int wanted = signature(bytes, offset, length);
    for (int i = start(wanted); signatures[i] != 0; i = i + 1 & signatures.length - 1) {
      // Equal signatures mean equal lengths.
      if (signatures[i] == wanted && contains(bytes, offset, keys[i])) {
        return indexes[i];
      }
    }
    return -1;
  }

  private int start(int signature) {
    // Knuth's multiplicative hashing: the golden ratio spreads the bits.
    return signature * 0x9E3779B1 >>> 20 & signatures.length - 1;
  }

  /** The key's length, first and last byte. */
  private static int signature(byte[] key, int offset, int length) {
    return length == 0
        ? 0
        : length << 16 | key[offset] << 8 & 0xFF00 | key[offset + length - 1] & 0xFF;
  }

  private static boolean contains(byte[] bytes, int offset, byte[] key) {
    for (int i = 0; i < key.length; i++) {
      if (key[i] != bytes[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
