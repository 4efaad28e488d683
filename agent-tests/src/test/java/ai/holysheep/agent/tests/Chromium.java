package ai.holysheep.agent.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A headless browser that shows a page as a document. */
public final class Chromium {
  private static final String[] NAMES = {"chromium", "chromium-browser", "google-chrome"};

  private final Path program;

  private Chromium(Path program) {
    this.program = program;
  }

  /** Skips the test if the machine has no Chromium. */
  public static Chromium installed() {
    Optional<Path> found = Programs.onPath(NAMES);
    Assumptions.assumeTrue(found.isPresent(), "no Chromium is installed");
    return new Chromium(found.get());
  }

  /**
   * The document after its scripts have run.
   *
   * @param millis how long the scripts run, in the page's virtual time
   * @param flags further flags of the browser, for example the size of the window
   */
  public String document(String url, int millis, String... flags) {
    List<String> more = new ArrayList<>(List.of("--virtual-time-budget=" + millis, "--dump-dom"));
    more.addAll(List.of(flags));
    return run(url, more);
  }

  private String run(String url, List<String> flags) {
    try {
      Path profile = Files.createTempDirectory("chromium");
      List<String> command = new ArrayList<>();
      command.add(program.toString());
      command.addAll(
          List.of(
              "--headless",
              "--no-sandbox",
              "--disable-gpu",
              "--disable-quic",
              "--no-first-run",
              "--disable-background-networking",
              "--disable-component-update",
              "--disable-sync",
              "--user-data-dir=" + profile));
      command.addAll(flags);
      command.add(url);
      Process browser =
          new ProcessBuilder(command)
              .redirectError(profile.resolve("stderr").toFile())
              .redirectOutput(profile.resolve("stdout").toFile())
              .start();
      if (!browser.waitFor(2, TimeUnit.MINUTES)) {
        browser.destroyForcibly();
        throw new IllegalStateException("the browser does not exit: " + url);
      }
      return Files.readString(profile.resolve("stdout"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
