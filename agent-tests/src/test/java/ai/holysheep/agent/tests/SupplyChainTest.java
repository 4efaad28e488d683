package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The list of what is in the jar (a CycloneDX SBOM), and the licences. After a change of
 * dependencies, {@code mvn -Psbom -pl agent process-classes} writes the list anew.
 */
class SupplyChainTest {
  private static final String SBOM = "META-INF/sbom/holysheep-agent.cdx.json";
  private static final String LICENCES = "META-INF/LICENSES.txt";
  private static final Pattern LICENCE_FILE =
      Pattern.compile("META-INF/([^/]*(LICENSE|NOTICE)[^/]*|licenses/.+)");
  private static final Pattern PACKAGED_VERSION =
      Pattern.compile("shaded/com_google_protobuf_([0-9_]+)/");

  /** Some have names in packages of others. */
  private static final Path OWN_CLASSES = ForkedJvm.AGENT.resolveSibling("classes");

  private static JsonNode sbom;
  private static String licences;

  /** The names of the class files of others, as they are in the jar's archives. */
  private static final Set<String> CLASSES = new TreeSet<>();

  /** A library of the list, and its own jar. */
  private record Library(JsonNode entry, Path jar) {
    String name() {
      return entry.get("name").asText();
    }

    Map<String, byte[]> files() throws IOException {
      return unzip(Files.readAllBytes(jar));
    }
  }

  @BeforeAll
  static void readJar() throws IOException {
    try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile())) {
      sbom = new ObjectMapper().readTree(read(jar, SBOM));
      licences = normalized(new String(read(jar, LICENCES), StandardCharsets.UTF_8));
      for (String archive :
          new String[] {"start", "core", "weaving", "bytebuddy", "protobuf", "tools"}) {
        unzip(read(jar, "ai/holysheep/agent/" + archive + ".archive")).keySet().stream()
            .filter(name -> name.endsWith(".class") && !Files.exists(OWN_CLASSES.resolve(name)))
            .forEach(CLASSES::add);
      }
    }
  }

  private static byte[] read(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    return files;
  }

  private static List<Library> libraries() {
    Path repository = Path.of(System.getProperty("localRepository"));
    List<Library> libraries = new ArrayList<>();
    for (JsonNode entry : sbom.get("components")) {
      String name = entry.get("name").asText();
      String version = entry.get("version").asText();
      Path folder = repository.resolve(entry.get("group").asText().replace('.', '/'));
      Path jar = folder.resolve(name).resolve(version).resolve(name + "-" + version + ".jar");
      libraries.add(new Library(entry, jar));
    }
    assertThat(libraries).hasSizeGreaterThan(10);
    return libraries;
  }

  @Test
  void theListHasEveryLibraryOfTheJarAndNoOther() throws IOException {
    Set<String> unexplained = new TreeSet<>(CLASSES);
    List<String> unused = new ArrayList<>();
    for (Library library : libraries()) {
      Set<String> classes = library.files().keySet();
      if (classes.stream().noneMatch(CLASSES::contains)) {
        unused.add(library.name());
      }
      unexplained.removeAll(classes);
    }
    assertThat(unexplained).as("classes of no library in the list").isEmpty();
    assertThat(unused).as("libraries of the list without a class in the jar").isEmpty();
  }

  @Test
  void eachLibraryHasItsLicencesAndTheHashOfItsJar() throws Exception {
    for (Library library : libraries()) {
      JsonNode entry = library.entry();
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(library.jar()));
      Map<String, String> hashes = new TreeMap<>();
      entry.get("hashes").forEach(hash -> hashes.put(text(hash, "alg"), text(hash, "content")));
      assertThat(hashes)
          .as(library.name())
          .containsEntry("SHA-256", HexFormat.of().formatHex(sha256));
      assertThat(text(entry, "purl"))
          .isEqualTo(
              "pkg:maven/%s/%s@%s?type=jar",
              text(entry, "group"), text(entry, "name"), text(entry, "version"));
      assertThat(entry.get("licenses").get(0).get("license").get("id").asText())
          .as(library.name())
          .isEqualTo("Apache-2.0");
    }
  }

  /** Libraries in libraries, under names of their own. */
  @Test
  void theListHasTheVersionsThatLibrariesContain() throws IOException {
    Map<String, String> contained = new TreeMap<>();
    Map<String, Library> byName =
        libraries().stream().collect(Collectors.toMap(Library::name, library -> library));
    for (JsonNode entry : sbom.get("components")) {
      for (JsonNode part : entry.path("components")) {
        contained.put(text(part, "name"), text(part, "version"));
      }
    }
    assertThat(contained).containsOnlyKeys("asm", "protobuf-java", "fastdoubleparser");

    assertThat(file(byName.get("byte-buddy"), "META-INF/LICENSE"))
        .contains("This product bundles ASM " + contained.get("asm") + ",");
    assertThat(
            file(
                byName.get("jackson-core"),
                "META-INF/maven/com.fasterxml.jackson.core/jackson-core/pom.xml"))
        .containsPattern(
            "fastdoubleparser</artifactId>\\s*<version>" + contained.get("fastdoubleparser") + "<");
    Set<String> protobuf = new TreeSet<>();
    for (String name : CLASSES) {
      Matcher version = PACKAGED_VERSION.matcher(name);
      if (version.find()) {
        protobuf.add(version.group(1).replace('_', '.'));
      }
    }
    assertThat(protobuf).containsExactly(contained.get("protobuf-java"));
  }

  @Test
  void theListIsTheSameInEveryBuild() throws IOException {
    assertThat(sbom.has("serialNumber")).isFalse();
    assertThat(sbom.get("metadata").has("timestamp")).isFalse();
    try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile())) {
      assertThat(text(sbom.get("metadata").get("component"), "version"))
          .isEqualTo(jar.getManifest().getMainAttributes().getValue("Implementation-Version"));
    }
  }

  @Test
  void theJarHasTheLicencesAndNoticesOfEveryLibrary() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Library library : libraries()) {
      for (Map.Entry<String, byte[]> file : library.files().entrySet()) {
        if (LICENCE_FILE.matcher(file.getKey()).matches()) {
          String text = new String(file.getValue(), StandardCharsets.UTF_8);
          for (String paragraph : text.split("\\R\\s*\\R")) {
            if (!licences.contains(normalized(paragraph))) {
              missing.add(library.name() + " " + file.getKey() + ": " + paragraph);
            }
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    // These are not in the libraries' jars.
    assertThat(licences)
        .contains("Prometheus instrumentation library for JVM applications")
        .contains("Copyright 2008 Google Inc.", "picocli");
  }

  private static String text(JsonNode node, String key) {
    return node.get(key).asText();
  }

  private static String file(Library library, String name) throws IOException {
    return new String(library.files().get(name), StandardCharsets.UTF_8);
  }

  /** Without line breaks, and the characters of Markdown. */
  private static String normalized(String text) {
    return text.replaceAll("[\\s#*]+", " ").strip();
  }
}
