package ai.holysheep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What runs on the application's threads has no lambda. The JVM links one when it runs first, by
 * reflection, which a security manager of JDK 8 may refuse to the application's classes on the
 * stack: a {@link BootstrapMethodError}.
 */
class NoInvokeDynamicTest {
  private static final Path CLASSES = Path.of("target/classes/ai/holysheep/agent");

  /** For JDK 9 and later, and what only the agent's own thread runs. */
  private static final Set<String> EXCEPT = Set.of("WalkedFrames.class", "AgentMetrics.class");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start",
        "exchange",
        "usage",
        "caller",
        "instrumentation",
        "instrumentation/dispatch",
        "instrumentation/weaving",
        "exchange/tracking",
        "adapter/apache4",
        "adapter/apache4async",
        "adapter/apache5",
        "adapter/apache5async",
        "adapter/jdk",
        "adapter/okhttp",
        "adapter/stream",
        "adapter/urlconnection",
        "pricing",
        "metrics"
      })
  void onTheWayFromAHook(String folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(CLASSES.resolve(folder))) {
      for (Path file : files.filter(NoInvokeDynamicTest::runsInTheApplication).toList()) {
        new ClassReader(Files.readAllBytes(file)).accept(new Finder(file, found), 0);
      }
    }
    assertThat(found).isEmpty();
  }

  private static boolean runsInTheApplication(Path file) {
    return file.toString().endsWith(".class") && !EXCEPT.contains(file.getFileName().toString());
  }

  private static final class Finder extends ClassVisitor {
    private final Path file;
    private final List<String> found;

    Finder(Path file, List<String> found) {
      super(Opcodes.ASM9);
      this.file = file;
      this.found = found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitInvokeDynamicInsn(
            String name, String type, Handle bootstrap, Object... arguments) {
          found.add(file.getFileName() + "." + method);
        }
      };
    }
  }
}
