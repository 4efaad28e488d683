package ai.holysheep.agent.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For programs: exact figures, a sheet as an object by its rows' names. */
final class JsonFormat {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private JsonFormat() {}

  static String write(Document document) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.setPrettyPrinter(new DefaultPrettyPrinter());
      out.writeStartObject();
      out.writeStringField("period", document.period);
      for (Map.Entry<String, @Nullable Object> figure : document.summary.entrySet()) {
        write(out, figure.getKey(), figure.getValue());
      }
      for (ReportTable sheet : document.sheets) {
        write(out, sheet);
      }
      out.writeArrayFieldStart("notes");
      for (String note : document.notes) {
        out.writeString(note);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return text.append('\n').toString();
  }

  private static void write(JsonGenerator out, ReportTable sheet) throws IOException {
    out.writeFieldName(sheet.id);
    boolean named = sheet.keys == 1;
    if (named) {
      out.writeStartObject();
    } else {
      out.writeStartArray();
    }
    for (@Nullable Object[] row : sheet.rows) {
      if (named) {
        out.writeFieldName(String.valueOf(row[0]));
      }
      out.writeStartObject();
      for (int i = named ? 1 : 0; i < row.length; i++) {
        write(out, sheet.columns.get(i).id, row[i]);
      }
      out.writeEndObject();
    }
    if (named) {
      out.writeEndObject();
    } else {
      out.writeEndArray();
    }
  }

  private static void write(JsonGenerator out, String name, @Nullable Object value)
      throws IOException {
    out.writeFieldName(name);
    if (value == null) {
      out.writeNull();
    } else if (value instanceof BigDecimal) {
      out.writeNumber(new BigDecimal(Column.plain((BigDecimal) value)));
    } else if (value instanceof Long) {
      out.writeNumber((Long) value);
    } else {
      out.writeString(value.toString());
    }
  }
}
