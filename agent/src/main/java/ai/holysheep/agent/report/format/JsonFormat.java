package ai.holysheep.agent.report.format;

import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.document.ReportTable;
import ai.holysheep.agent.report.document.Section;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * For programs: exact numbers. A table whose rows have one key is an object of its rows by key, any
 * other is an array.
 */
final class JsonFormat {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private JsonFormat() {}

  static String write(Document document) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("period", document.period());
      for (Map.Entry<String, Cell> value : document.summary().entrySet()) {
        writeField(json, value.getKey(), value.getValue());
      }
      for (Section section : document.sections()) {
        writeTable(json, section.table());
      }
      json.writeArrayFieldStart("notes");
      for (String note : document.notes()) {
        json.writeString(note);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return Escape.forJson(text.append('\n').toString());
  }

  private static <R> void writeTable(JsonGenerator json, ReportTable<R> table) throws IOException {
    json.writeFieldName(table.id());
    if (table.keyColumns() == 1) {
      Column<R> key = table.columns().get(0);
      json.writeStartObject();
      for (R row : table.rows()) {
        json.writeFieldName(key.cell(row).exact());
        writeRow(json, table.columns().subList(1, table.columns().size()), row);
      }
      json.writeEndObject();
    } else {
      json.writeStartArray();
      for (R row : table.rows()) {
        writeRow(json, table.columns(), row);
      }
      json.writeEndArray();
    }
  }

  private static <R> void writeRow(JsonGenerator json, List<Column<R>> columns, R row)
      throws IOException {
    json.writeStartObject();
    for (Column<R> column : columns) {
      writeField(json, column.id(), column.cell(row));
    }
    json.writeEndObject();
  }

  private static void writeField(JsonGenerator json, String name, Cell cell) throws IOException {
    json.writeFieldName(name);
    if (cell.isText()) {
      json.writeString(cell.exact());
    } else if (cell.number() == null) {
      json.writeNull();
    } else {
      json.writeNumber(new BigDecimal(cell.exact()));
    }
  }
}
