package ai.holysheep.agent.instrumentation.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The weaver accepts class files of Java 1.3 and later, and the JVM verifies the result. */
class ClassFileVersionTest {
  private static final int JAVA_1_3 = 47;
  private static final int FIRST_OF_CLASS_FILES = 44;

  static IntStream versions() {
    return IntStream.rangeClosed(
        JAVA_1_3, Math.min(FIRST_OF_CLASS_FILES + Runtime.version().feature(), 61));
  }

  @AfterEach
  void uninstall() {
    Bridges.install(null);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void isWoven(int version) throws Exception {
    String from = OldClient.class.getName().replace('.', '/');
    String name = from + version;
    OldClientDescriptor descriptor = new OldClientDescriptor(name);
    byte[] old = ClassFiles.copy(ClassFiles.read(OldClient.class), from, name, version);
    Class<?> woven =
        new Defining()
            .define(new Weaver(List.of(descriptor)).weave(descriptor.classes().get(0), old));
    Recording recording = new Recording();
    recording.state = "state";
    Bridges.install(recording);

    Object result =
        woven
            .getMethod("around", String.class, long.class)
            .invoke(woven.getConstructor().newInstance(), "a", 3L);

    assertThat(result).isEqualTo("a6");
    assertThat(recording.calls).containsExactly("enter 0 a null null", "exit 0 state a6 null");
  }
}
