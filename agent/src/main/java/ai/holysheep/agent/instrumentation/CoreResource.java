package ai.holysheep.agent.instrumentation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the class files that the core's loader has. */
public final class CoreResource {
  private CoreResource() {}

  /**
   * Returns a file's bytes.
   *
   * @param name with slashes, for example {@code java/lang/HolySheepHook.class}
   * @return {@code null} if there is no such file
   */
  public static byte @Nullable [] read(String name) throws IOException {
    try (InputStream in = CoreResource.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        return null;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return bytes.toByteArray();
    }
  }
}
