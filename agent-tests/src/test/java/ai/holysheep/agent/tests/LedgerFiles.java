package ai.holysheep.agent.tests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The calls in a folder's ledger files. */
public final class LedgerFiles {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  public final List<JsonNode> calls = new ArrayList<>();

  /** How many lines are no complete JSON. */
  public int cutOff;

  private LedgerFiles() {}

  /** Reads the files of one process, or of all if {@code pid} is empty. */
  public static LedgerFiles read(Path folder, String pid) throws IOException {
    LedgerFiles files = new LedgerFiles();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.collect(Collectors.toList())) {
        if (pid.isEmpty() || file.toString().contains("." + pid + ".")) {
          Files.readAllLines(file).forEach(files::add);
        }
      }
    }
    return files;
  }

  private void add(String line) {
    try {
      calls.add(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      cutOff++;
    }
  }

  /** The number of calls by the labels of {@code holysheep_requests_total}. */
  public Map<String, Long> outcomes() {
    return calls.stream()
        .collect(
            Collectors.groupingBy(
                call ->
                    String.format(
                        "{error_type=\"%s\",model=\"%s\",status_code=\"%s\"}",
                        call.get("error_type").asText(),
                        call.get("model").asText(),
                        call.get("status_code").asText()),
                TreeMap::new,
                Collectors.counting()));
  }

  public BigDecimal sum(String key) {
    return calls.stream()
        .map(call -> call.get(key))
        .filter(JsonNode::isNumber)
        .map(JsonNode::decimalValue)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
