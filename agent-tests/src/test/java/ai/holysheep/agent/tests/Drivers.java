package ai.holysheep.agent.tests;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The drivers of the clients' contract, as {@code clients.properties} lists them: the one list of
 * clients in the tests.
 */
public final class Drivers {
  private Drivers() {}

  /** The label {@code client} of the client that a driver uses. */
  public static String label(String driver) {
    return words(driver).get(0);
  }

  /** Every version of its client that a driver is written for; one empty name for the JDK's own. */
  static List<String> versions(String driver) {
    List<String> prefixes = words(driver).subList(1, words(driver).size());
    return prefixes.isEmpty()
        ? List.of("")
        : prefixes.stream().flatMap(prefix -> Clients.versions(prefix).stream()).toList();
  }

  /** By its numbers: 3.14 is newer than 3.9. */
  static String newest(String driver) {
    return versions(driver).stream().max(Comparator.comparing(Drivers::numbers)).orElseThrow();
  }

  private static String numbers(String version) {
    return Pattern.compile("\\d+")
        .matcher(version)
        .replaceAll(number -> String.format("%05d", Integer.parseInt(number.group())));
  }

  /** Every driver's name. */
  static Stream<String> all() {
    return Clients.drivers();
  }

  private static List<String> words(String driver) {
    return List.of(Clients.driver(driver).split(" "));
  }
}
