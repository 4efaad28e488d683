package ai.holysheep.agent.pricing.table;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.pricing.PriceTable;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public tables as they are, from the folder that the system property {@code tables} names. */
@Tag("tables")
class WholeTablesTest {
  @ParameterizedTest
  @ValueSource(strings = {"litellm.json", "genai-v1.json", "genai-v2.json"})
  void everyEntryIsUsedOrNamedWithTheReason(String name) throws Exception {
    Path file = Path.of(System.getProperty("tables"), name);
    TableAudit audit = new TableAudit();
    PriceTables read;
    try (InputStream in = Files.newInputStream(file)) {
      read = PriceTables.read(in, PriceTable.builtIn(), audit);
    }

    System.out.println(name + ": " + read.format + ": " + read.summary());
    for (Map.Entry<String, TableAudit.Group> group : audit.groups().entrySet()) {
      TableAudit.Group counts = group.getValue();
      System.out.printf(
          "%-24s %6d %6d %6d %6d %6d%n",
          group.getKey(),
          counts.entries(),
          counts.whole(),
          counts.inPart(),
          counts.unused(),
          counts.refused());
    }
    audit.lines().stream().limit(Integer.getInteger("lines", 20)).forEach(System.out::println);
    assertThat(audit.all().refused()).isZero();
    assertThat(audit.lines()).hasSize(audit.all().entries() - audit.all().whole());
  }
}
