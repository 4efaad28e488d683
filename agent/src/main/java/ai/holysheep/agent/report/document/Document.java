package ai.holysheep.agent.report.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report before a format writes it. Immutable. */
public final class Document {
  private final String title;
  private final String period;
  private final Map<String, Cell> summary;
  private final List<Section> sections;
  private final List<String> notes;

  private Document(Builder builder) {
    title = builder.title;
    period = builder.period;
    summary = Collections.unmodifiableMap(new LinkedHashMap<>(builder.summary));
    sections = Collections.unmodifiableList(new ArrayList<>(builder.sections));
    notes = Collections.unmodifiableList(new ArrayList<>(builder.notes));
  }

  public String title() {
    return title;
  }

  public String period() {
    return period;
  }

  /** Values for the whole report, by their names for programs. */
  public Map<String, Cell> summary() {
    return summary;
  }

  public List<Section> sections() {
    return sections;
  }

  /** What the reader has to know, for example that lines were skipped. */
  public List<String> notes() {
    return notes;
  }

  /** Not thread-safe. */
  public static final class Builder {
    private final String title;
    private final String period;
    private final Map<String, Cell> summary = new LinkedHashMap<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    public Builder(String title, String period) {
      this.title = title;
      this.period = period;
    }

    public Builder addSummary(String id, Cell value) {
      summary.put(id, value);
      return this;
    }

    public Builder addSection(Section section) {
      sections.add(section);
      return this;
    }

    public Builder addNote(String note) {
      notes.add(note);
      return this;
    }

    public Document build() {
      return new Document(this);
    }
  }
}
