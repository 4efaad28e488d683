package ai.holysheep.agent.sql;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Runs the shipped SQL in Spark, on two threads of this process. */
final class Spark {
  private Spark() {}

  static Map<String, Row> report(String ledger) throws IOException {
    Map<String, Row> rows = new TreeMap<>();
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate()) {
      for (String statement : statement("spark.sql").replace("${ledger}", ledger).split(";\n")) {
        spark.sql(statement);
      }
      spark
          .sql(statement("report.sql"))
          .collectAsList()
          .forEach(
              found ->
                  rows.put(
                      Row.key(found.getString(0), found.getString(1), second(found)), row(found)));
    }
    return rows;
  }

  private static String statement(String file) throws IOException {
    return DuckDb.read(file).strip().replaceFirst(";$", "");
  }

  private static String second(org.apache.spark.sql.Row found) {
    return found.getString(11 + Row.PARTS.length);
  }

  private static Row row(org.apache.spark.sql.Row found) {
    Row row = new Row();
    row.calls = found.getLong(2);
    row.errors = found.getLong(3);
    row.inputTokens = found.getLong(4);
    row.outputTokens = found.getLong(5);
    row.cost = found.getDecimal(6);
    for (int i = 0; i < 4; i++) {
      row.latencies[i] = ((Number) found.get(7 + i)).doubleValue();
    }
    for (int i = 0; i < Row.PARTS.length; i++) {
      row.parts[i] = found.getDecimal(11 + i);
    }
    return row;
  }
}
