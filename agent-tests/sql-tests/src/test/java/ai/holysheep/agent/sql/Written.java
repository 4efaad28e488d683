package ai.holysheep.agent.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for texts in all that was written, piece by piece, because it is too much to keep. */
final class Written {
  private final List<String> secrets;
  private final List<String> owners;

  /** The places where secrets stand. */
  final List<String> leaks = new ArrayList<>();

  /** The owners that are named somewhere. */
  final Set<String> named = new TreeSet<>();

  Written(List<String> secrets, List<String> owners) {
    this.secrets = secrets;
    this.owners = owners;
  }

  void add(String text) {
    for (String secret : secrets) {
      int at = text.indexOf(secret);
      if (at >= 0 && leaks.size() < 10) {
        leaks.add(text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100)));
      }
    }
    for (String owner : owners) {
      if (text.contains(owner)) {
        named.add(owner);
      }
    }
  }
}
