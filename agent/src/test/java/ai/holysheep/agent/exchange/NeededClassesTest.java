package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NeededClassesTest {
  /** The instance that is installed has initialized them. */
  private static final List<String> BEFORE =
      List.of("Exchanges", "NeededClasses", "BodyReaders", "RequestReading", "SecretKey", "Sha256");

  /** A needed class initializes them. */
  private static final List<String> WITH_ANOTHER =
      List.of(
          "Collected",
          "EndpointKind",
          "EndpointRules",
          "IdShape",
          "RateLimitHeaders",
          "RateLimits");

  /** One that the first call initializes could end for want of memory, and no call would count. */
  @Test
  void noClassIsInitializedByTheFirstCall() {
    List<String> needed =
        Arrays.stream(NeededClasses.NEEDED).map(Class::getSimpleName).collect(Collectors.toList());

    assertThat(
            new ClassFileImporter()
                .importPath(Path.of("target/classes/ai/holysheep/agent/exchange")).stream()
                    .filter(
                        type -> type.isTopLevelClass() && type.getStaticInitializer().isPresent())
                    .map(JavaClass::getSimpleName)
                    .filter(name -> !BEFORE.contains(name) && !WITH_ANOTHER.contains(name)))
        .isNotEmpty()
        .isSubsetOf(needed);
  }
}
