package ai.holysheep.agent.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A Java agent for tests: a jar with one class. */
final class TestAgent {
  private TestAgent() {}

  /**
   * The JVM option that loads the agent.
   *
   * @param everywhere classes that every class loader must see
   */
  static String option(Class<?> agent, Path folder, Class<?>... everywhere) {
    Manifest manifest = manifest();
    manifest.getMainAttributes().putValue("Premain-Class", agent.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    if (everywhere.length > 0) {
      Path boot = folder.resolve(agent.getSimpleName() + "-boot.jar");
      write(boot, manifest(), List.of(everywhere));
      manifest.getMainAttributes().putValue("Boot-Class-Path", boot.getFileName().toString());
    }
    Path jar = folder.resolve(agent.getSimpleName() + ".jar");
    write(jar, manifest, List.of(agent));
    return "-javaagent:" + jar;
  }

  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    return manifest;
  }

  private static void write(Path jar, Manifest manifest, List<Class<?>> classes) {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Class<?> each : classes) {
        String entry = each.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(entry));
        try (InputStream in = each.getClassLoader().getResourceAsStream(entry)) {
          in.transferTo(out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
