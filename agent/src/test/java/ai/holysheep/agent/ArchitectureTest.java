package ai.holysheep.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
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
        .layer("command")
        .definedBy(ROOT + ".command")
        .layer("report")
        .definedBy(ROOT + ".report")
        .layer("adapter")
        .definedBy(ROOT + ".adapter..")
        .layer("hook")
        .definedBy(ROOT + ".hook")
        .layer("exposition")
        .definedBy(ROOT + ".exposition")
        .layer("metrics")
        .definedBy(ROOT + ".metrics")
        .layer("ledger")
        .definedBy(ROOT + ".ledger")
        .layer("exchange")
        .definedBy(ROOT + ".exchange")
        .layer("caller")
        .definedBy(ROOT + ".caller")
        .layer("usage")
        .definedBy(ROOT + ".usage")
        .layer("pricing")
        .definedBy(ROOT + ".pricing")
        .layer("config")
        .definedBy(ROOT + ".config")
        .layer("fault")
        .definedBy(ROOT + ".fault")
        .whereLayer("command")
        .mayOnlyAccessLayers("report")
        .whereLayer("report")
        .mayOnlyAccessLayers("pricing")
        .whereLayer("adapter")
        .mayOnlyAccessLayers("hook", "exchange", "fault")
        .whereLayer("hook")
        .mayOnlyAccessLayers("exchange", "config", "fault")
        .whereLayer("exposition")
        .mayOnlyAccessLayers("metrics", "exchange", "config", "fault")
        .whereLayer("metrics")
        .mayOnlyAccessLayers("exchange", "usage", "pricing", "config", "fault")
        .whereLayer("ledger")
        .mayOnlyAccessLayers("exchange", "usage", "pricing", "config", "fault")
        .whereLayer("exchange")
        .mayOnlyAccessLayers("caller", "usage", "pricing", "config", "fault")
        .whereLayer("caller")
        .mayOnlyAccessLayers("config", "fault")
        .whereLayer("usage")
        .mayOnlyAccessLayers("fault")
        .whereLayer("pricing")
        .mayOnlyAccessLayers("config", "fault")
        .whereLayer("config")
        .mayOnlyAccessLayers("fault")
        .whereLayer("fault")
        .mayNotAccessAnyLayer()
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
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
  void onlyTheHooksKnowBytecode() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".hook")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.objectweb.asm..")
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

  @Test
  void nothingTouchesLoggingOrJmx() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "javax.management..", "java.lang.management..")
        .check(classes);
  }
}
