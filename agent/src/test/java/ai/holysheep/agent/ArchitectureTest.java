package ai.holysheep.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "ai.holysheep.agent";
  private final JavaClasses classes =
      new ClassFileImporter().importPath(Path.of("target/classes/ai"));

  @Test
  void dependenciesPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("start")
        .definedBy(ROOT + ".start")
        .layer("command")
        .definedBy(ROOT + ".command")
        .layer("report")
        .definedBy(ROOT + ".report..")
        .layer("adapter")
        .definedBy(ROOT + ".adapter..")
        .layer("instrumentation")
        .definedBy(ROOT + ".instrumentation..")
        .layer("exposition")
        .definedBy(ROOT + ".exposition..")
        .layer("metrics")
        .definedBy(ROOT + ".metrics")
        .layer("ledger")
        .definedBy(ROOT + ".ledger")
        .layer("exchange")
        .definedBy(ROOT + ".exchange..")
        .layer("caller")
        .definedBy(ROOT + ".caller")
        .layer("usage")
        .definedBy(ROOT + ".usage")
        .layer("pricing")
        .definedBy(ROOT + ".pricing..")
        .layer("config")
        .definedBy(ROOT + ".config")
        .layer("diagnostics")
        .definedBy(ROOT + ".diagnostics")
        .layer("thread")
        .definedBy(ROOT + ".thread")
        .whereLayer("start")
        .mayNotAccessAnyLayer()
        .whereLayer("start")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("command")
        .mayOnlyAccessLayers("report", "pricing")
        .whereLayer("report")
        .mayOnlyAccessLayers("pricing")
        .whereLayer("adapter")
        .mayOnlyAccessLayers("instrumentation", "exchange", "diagnostics")
        .whereLayer("instrumentation")
        .mayOnlyAccessLayers("exchange", "config", "diagnostics")
        .whereLayer("exposition")
        .mayOnlyAccessLayers("metrics", "exchange", "config", "diagnostics", "thread")
        .whereLayer("metrics")
        .mayOnlyAccessLayers("exchange", "usage", "pricing", "config", "diagnostics")
        .whereLayer("ledger")
        .mayOnlyAccessLayers("exchange", "usage", "pricing", "config", "diagnostics", "thread")
        .whereLayer("exchange")
        .mayOnlyAccessLayers("caller", "usage", "pricing", "config", "diagnostics", "thread")
        .whereLayer("caller")
        .mayOnlyAccessLayers("config", "diagnostics")
        .whereLayer("usage")
        .mayOnlyAccessLayers("diagnostics")
        .whereLayer("pricing")
        .mayOnlyAccessLayers("config", "diagnostics", "thread")
        .whereLayer("config")
        .mayOnlyAccessLayers("diagnostics", "thread")
        .whereLayer("thread")
        .mayNotAccessAnyLayer()
        .whereLayer("diagnostics")
        .mayOnlyAccessLayers("thread")
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void topLevelClassesHaveNoCycles() {
    slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyMetricsAndExpositionKnowPrometheus() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".metrics", ROOT + ".exposition")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.prometheus..")
        .check(classes);
  }

  @Test
  void onlyWeavingKnowsByteBuddy() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".instrumentation.weaving")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.bytebuddy..")
        .check(classes);
  }

  @Test
  void thePremainClassKnowsNothingOfOurs() {
    classes()
        .that()
        .haveSimpleName("HolySheepAgent")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..")
        .check(classes);
  }

  /** It starts a core that another loader may have. */
  @Test
  void theStartKnowsOnlyItself() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".start")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + ".start", "java..", "org.jspecify..")
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".start")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".start")
        .check(classes);
  }

  @Test
  void nothingTouchesLoggingOrJmx() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "javax.management..", "java.lang.management..")
        .check(classes);
  }

  /** A slice for each top-level class, with the classes nested in it. */
  private static final class TopLevelClasses implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return SliceIdentifier.of(topLevel(javaClass).getName());
    }

    private static JavaClass topLevel(JavaClass javaClass) {
      return javaClass.getEnclosingClass().map(TopLevelClasses::topLevel).orElse(javaClass);
    }

    @Override
    public String getDescription() {
      return "top-level classes";
    }
  }
}
