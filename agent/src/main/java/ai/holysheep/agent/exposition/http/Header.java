package ai.holysheep.agent.exposition.http;

/** A header field. Immutable. */
final class Header {
  final String name;
  final String value;

  Header(String name, String value) {
    this.name = name;
    this.value = value;
  }
}
