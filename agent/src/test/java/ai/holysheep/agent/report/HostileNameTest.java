package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLedger.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of models that attack a terminal, a browser, a spreadsheet or a program. */
class HostileNameTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private static final String[] NAMES = {
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    " =1",
    "\t=1",
    "\r=1",
    "\n=1",
    "\u00a0=1",
    "\u3000=1",
    "\u2028=1",
    "\u0000=1",
    "\u200b=1",
    "\"=1",
    "\"\"=1",
    "x;=1",
    "x;\"=1",
    "x; \uff1d1",
    "x\t=1",
    "x|=1",
    "x,=1",
    "x,\"=1\"",
    "x =1",
    "\";=1;\"",
    "'=1",
    "\u001b[2J",
    "\u001b]0;title\u0007",
    "\u009b2J",
    "\u202eevil",
    "\u2066x",
    "\u061cx",
    "a\u0085b",
    "a\u007fb",
    "\ud83d\ude00",
    "\udb40\udc41x",
    "\ud800",
    "\udfff",
    "x\ud800y",
    "x\udfffy",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='x",
    "</title></svg><script>",
    "&lt;",
    "<!--",
    "]]>",
    "(other)",
    "total",
    "(1 more)",
    "(2 more)",
    "null",
    "",
    "\\",
    "\\u0041",
    "%s%n%1$s",
    "${jndi:ldap://x}",
    "\ud83d\ude00".repeat(200),
    "x".repeat(29) + "\ud83d\ude00".repeat(20),
    "x".repeat(60) + "\ud83d\ude00".repeat(20),
  };

  @TempDir Path folder;
  private TestLedger ledger;

  @BeforeEach
  void writeEachName() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : NAMES) {
      String json = JSON.writeValueAsString(name);
      lines.add(
          line("2026-11-25T03:00:00.000Z", "M", 1, 1, "1", "none", "1").replace("\"M\"", json));
    }
    ledger = new TestLedger(folder);
    ledger.file("holysheep-calls-2026-11-25.7.jsonl", lines.toArray(new String[0]));
  }

  private static void assertVisible(String text) {
    text.codePoints()
        .filter(c -> c != '\n' && c != '\r')
        .forEach(
            c ->
                assertThat(Character.getType(c))
                    .as("U+%04X", c)
                    .isNotIn(
                        (int) Character.CONTROL,
                        (int) Character.FORMAT,
                        (int) Character.SURROGATE,
                        (int) Character.LINE_SEPARATOR,
                        (int) Character.PARAGRAPH_SEPARATOR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "csv", "html"})
  void noFormatHasACharacterThatATerminalObeys(String format) throws IOException {
    assertThat(ledger.report("--format", format, "--top", "1000")).isZero();
    assertVisible(ledger.out);
    assertThat(ledger.err).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "2", "5", "1000"})
  void jsonHasEachKeyOnceAndEachCall(String top) throws IOException {
    assertThat(ledger.report("--format", "json", "--top", top)).isZero();
    JsonNode report = JSON.readTree(ledger.out);
    int calls = 0;
    for (JsonNode model : report.get("by_model")) {
      calls += model.get("calls").asInt();
    }
    assertThat(calls).isEqualTo(NAMES.length);
  }

  @Test
  void jsonHasTheNameItself() throws IOException {
    assertThat(ledger.report("--format", "json")).isZero();
    JsonNode models = JSON.readTree(ledger.out).get("by_model");
    assertThat(models.has("\u001b[2J")).isTrue();
    assertThat(models.has("\u202eevil")).isTrue();
    assertThat(models.has("\udb40\udc41x")).isTrue();
    assertThat(models.get("x\ufffdy").get("calls").asInt()).isEqualTo(2);
  }

  @Test
  void htmlHasNoMarkupOfTheirs() throws IOException {
    assertThat(ledger.report("--format", "html", "--top", "1000", "--by", "model")).isZero();
    assertThat(ledger.out)
        .doesNotContain("<script", "<img", "<!--", "' onmouseover", "]]>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void noCellIsAFormulaWhateverTheSpreadsheetTakesForASeparator(String separator)
      throws IOException {
    assertThat(ledger.report("--format", "csv")).isZero();
    assertNoFormula(ledger.out, separator.charAt(0));

    Path invoice = folder.resolve("invoice.csv");
    Files.writeString(invoice, "date,model,cost\n2026-11-25,x,1\n");
    assertThat(ledger.report("--format", "csv", "--reconcile", invoice.toString())).isZero();
    assertNoFormula(ledger.out, separator.charAt(0));
  }

  private static void assertNoFormula(String csv, char separator) {
    for (String line : csv.split("\r\n")) {
      for (String cell : cells(line, separator)) {
        String shown = cell.strip().replace("\u00a0", "").replace("\u3000", "");
        boolean number = shown.matches("-?[0-9.]+(,-?[0-9.]*)*");
        assertThat(number || !shown.matches("(?s)[\"\\s]*[=+@\uff1d\uff0b\uff0d\uff20-].*"))
            .as("cell <%s> of <%s>", cell, line)
            .isTrue();
      }
    }
  }

  /** As spreadsheets split a line: quotes count at the beginning of a cell only. */
  private static List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    boolean begins = true;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"' && (quoted || begins)) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
      begins = c == separator && !quoted;
    }
    cells.add(cell.toString());
    return cells;
  }
}
