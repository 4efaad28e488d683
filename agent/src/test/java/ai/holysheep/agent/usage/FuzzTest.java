package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds the readers with the bytes that a fuzzer makes. RATIONALE.md says how to run it longer. */
class FuzzTest {
  private static final int SECONDS = 15;

  @TempDir Path corpus;

  /** The inputs of long runs that together reach the most code of the readers. */
  @BeforeEach
  void unzipCorpus() throws IOException {
    try (InputStream in = FuzzTest.class.getResourceAsStream("fuzz-corpus.zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, corpus.resolve(entry.getName()));
      }
    }
  }

  @Test
  void readersThrowNothingForTheCorpus() throws IOException {
    List<Path> inputs;
    try (Stream<Path> files = Files.list(corpus)) {
      inputs = files.toList();
    }
    for (Path input : inputs) {
      ReaderFuzzTarget.fuzzerTestOneInput(Files.readAllBytes(input));
    }
    assertThat(inputs).hasSizeGreaterThan(100);
  }

  @Tag("matrix")
  @Test
  void aFuzzerFindsNoExceptionInASmallHeap() throws Exception {
    Process fuzzer =
        new ProcessBuilder(
                // The fuzzer asks for its peak of memory. Linux lets a process that this JVM starts
                // begin with the peak of this JVM, but not a process that the shell starts.
                "sh",
                "-c",
                "\"$@\"; exit $?",
                "sh",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx128m",
                "-cp",
                classPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + ReaderFuzzTarget.class.getName(),
                "--instrumentation_includes=ai.holysheep.agent.usage.*",
                "--custom_hook_includes=none",
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
                "--trace=cov",
                "--reproducer_path=" + corpus,
                "-artifact_prefix=" + corpus + "/",
                "-max_len=300",
                "-reload=0",
                // The fuzzer's own tables need 0.4 GB, or 1.3 GB where the kernel uses huge pages.
                "-rss_limit_mb=2048",
                "-max_total_time=" + SECONDS,
                corpus.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(fuzzer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(fuzzer.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(fuzzer.exitValue()).as(output).isZero();
    assertThat(output).containsPattern("Done \\d{3,} runs");
  }

  /** Only our classes and the fuzzer's own: it scans the whole class path when it starts. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.matches(".*classes[/\\\\]?|.*jazzer.*"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
