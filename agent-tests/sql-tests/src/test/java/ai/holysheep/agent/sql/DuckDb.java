package ai.holysheep.agent.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** Runs the shipped SQL in DuckDB, in this process. */
final class DuckDb {
  Map<String, Row> report(String ledger) throws IOException, SQLException {
    Map<String, Row> rows = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      sql.execute("SET VARIABLE ledger = '" + ledger + "'");
      sql.execute(read("duckdb.sql"));
      try (ResultSet found = sql.executeQuery(read("report.sql"))) {
        while (found.next()) {
          String name = found.getString("key_name");
          String second = found.getString("second_value");
          rows.put(Row.key(name, found.getString("key_value"), second), row(found));
        }
      }
    }
    return rows;
  }

  private static Row row(ResultSet found) throws SQLException {
    Row row = new Row();
    row.calls = found.getLong("calls");
    row.errors = found.getLong("errors");
    row.inputTokens = found.getLong("input_tokens");
    row.outputTokens = found.getLong("output_tokens");
    row.cost = found.getBigDecimal("cost");
    String[] latencies = {"avg", "p50", "p95", "p99"};
    for (int i = 0; i < latencies.length; i++) {
      row.latencies[i] = found.getDouble(latencies[i] + "_latency_ms");
    }
    for (int i = 0; i < Row.PARTS.length; i++) {
      row.parts[i] = found.getBigDecimal(Row.PARTS[i]);
    }
    return row;
  }

  static String read(String file) throws IOException {
    return Files.readString(Path.of("../../dashboards/sql", file));
  }
}
