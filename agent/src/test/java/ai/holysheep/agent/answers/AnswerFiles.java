package ai.holysheep.agent.answers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the files {@code *.cases} of a folder; its {@code README.md} has their format. The
 * environment variable {@code ANSWERS_FOLDER} names another folder, {@code ANSWERS_ONLY} is a part
 * of the names of the cases to run.
 */
public final class AnswerFiles {
  private static final String BEGIN = "=== ";
  private static final String BODY = "---";

  private final List<AnswerCase> cases = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private AnswerFiles() {}

  /**
   * @param folder where the cases are, unless the environment names another folder
   */
  public static Path folder(Path folder) {
    String other = variable("ANSWERS_FOLDER");
    return other.isEmpty() ? folder : Path.of(other);
  }

  public static List<AnswerCase> read(Path folder) {
    AnswerFiles files = new AnswerFiles();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(AnswerFiles::hasCases).sorted().collect(Collectors.toList())) {
        files.addAll(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String only = variable("ANSWERS_ONLY");
    return files.cases.stream()
        .filter(each -> each.name.contains(only))
        .collect(Collectors.toList());
  }

  private static String variable(String name) {
    return System.getenv().getOrDefault(name, "");
  }

  private static boolean hasCases(Path file) {
    return file.toString().endsWith(".cases");
  }

  private void addAll(String text) {
    for (String part : ("\n" + text).split("\n" + BEGIN)) {
      if (!part.isBlank() && !part.trim().startsWith("#")) {
        add(part);
      }
    }
  }

  private void add(String text) {
    String[] parts = text.split("\n" + BODY + "\n", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException("no line --- in " + text);
    }
    String[] lines = parts[0].split("\n");
    Map<String, String> fields = new LinkedHashMap<>();
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].startsWith("#")) {
        addField(lines[i], fields, headers);
      }
    }
    AnswerCase added =
        new AnswerCase(lines[0].trim(), fields, headers, parts[1].replaceFirst("\n+$", ""));
    if (!names.add(added.name)) {
      throw new IllegalArgumentException("two cases have the name " + added.name);
    }
    cases.add(added);
  }

  private static void addField(
      String line, Map<String, String> fields, Map<String, String> headers) {
    String[] field = line.split(": ?", 2);
    if (field.length < 2) {
      throw new IllegalArgumentException("not a field: " + line);
    }
    if (field[0].equals("header")) {
      String[] header = field[1].split(": ?", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
    } else {
      fields.merge(field[0], field[1], (before, after) -> before + " " + after);
    }
  }
}
