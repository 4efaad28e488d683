package ai.holysheep.agent.exchange.billing;

import java.util.ArrayList;
import java.util.List;

/** One path of {@code endpoints.txt}. Immutable. */
final class PathPattern {
  final EndpointKind kind;
  private final Part[] parts;

  /** Of the first part, which is always a word: most paths differ from most patterns there. */
  private final int firstHash;

  /** Whether further segments may follow. */
  private final boolean open;

  PathPattern(EndpointKind kind, String pattern) {
    this.kind = kind;
    List<Part> list = new ArrayList<>();
    boolean isOpen = false;
    for (String text : pattern.split("/")) {
      if (text.equals("...")) {
        isOpen = true;
      } else {
        Part part = new Part(text);
        list.add(part);
        isOpen |= part.role == Role.MODEL_TO_END;
      }
    }
    parts = list.toArray(new Part[0]);
    firstHash = parts[0].text.hashCode();
    open = isOpen;
  }

  /** What one part of a pattern stands for. */
  enum Role {
    WORD(""),
    ID("{id}"),
    ANY("{any}"),
    NAME("{name}"),
    MODEL("{model}"),
    MODEL_TO_END("{model...}"),
    DEPLOYMENT("{deployment}");

    final String placeholder;

    Role(String placeholder) {
      this.placeholder = placeholder;
    }

    boolean isId() {
      return this == ID || this == ANY;
    }

    boolean isModel() {
      return this == MODEL || this == MODEL_TO_END || this == DEPLOYMENT;
    }
  }

  private static final class Part {
    final Role role;

    /** The word; after a placeholder, how the segment ends. */
    final String text;

    Part(String part) {
      Role found = Role.WORD;
      for (Role candidate : Role.values()) {
        if (candidate != Role.WORD && part.startsWith(candidate.placeholder)) {
          found = candidate;
        }
      }
      role = found;
      text = part.substring(found.placeholder.length());
    }

    boolean fits(String segment, IdShape ids) {
      if (role == Role.WORD) {
        return segment.equals(text);
      }
      boolean fits = segment.length() > text.length() && segment.endsWith(text);
      return fits && (role != Role.ID || ids.mayBeId(segment));
    }
  }

  /** The words of the pattern, which are no ids. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    for (Part part : parts) {
      if (part.role == Role.WORD) {
        words.add(part.text);
      }
    }
    return words;
  }

  /** The index of the segment that the first part fits; -1 if the path does not fit. */
  int find(String[] segments, IdShape ids) {
    int last = segments.length - parts.length;
    for (int start = open ? 0 : Math.max(last, 0); start <= last; start++) {
      if (segments[start].hashCode() == firstHash && fits(segments, start, ids)) {
        return start;
      }
    }
    return -1;
  }

  private boolean fits(String[] segments, int start, IdShape ids) {
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].fits(segments[start + i], ids)) {
        return false;
      }
    }
    return true;
  }

  int length() {
    return parts.length;
  }

  Role role(int part) {
    return parts[part].role;
  }

  /** The part of the segment that the placeholder stands for. */
  String value(int part, String segment) {
    return segment.substring(0, segment.length() - parts[part].text.length());
  }
}
