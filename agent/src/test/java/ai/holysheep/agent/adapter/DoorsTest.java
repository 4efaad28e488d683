package ai.holysheep.agent.adapter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import ai.holysheep.agent.exchange.HttpMessages;
import ai.holysheep.agent.instrumentation.AdviceHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A door is a method of ours that the application or a client calls directly, because a type of
 * theirs declares it. Whatever the agent does behind a door is guarded at the door itself. Near the
 * end of the stack every call may throw: one of a door's own helper, and one in a handler. So the
 * guard of the last resort is a handler that calls nothing of ours.
 */
class DoorsTest {
  private static final String OURS = "ai.holysheep.agent..";
  private static final DescribedPredicate<JavaClass> OUR_CLASS = resideInAPackage(OURS);

  private final JavaClasses adapters =
      new ClassFileImporter().importPath(Path.of("target/classes/ai/holysheep/agent/adapter"));

  /** Dispatcher guards handlers, and an exchange guards probes and messages. */
  private static final DescribedPredicate<JavaClass> ARE_CALLED_BY_OTHERS =
      DescribedPredicate.describe(
          "implement a type of others",
          type ->
              Stream.concat(
                      type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                  .anyMatch(each -> !OUR_CLASS.test(each) && !each.isEquivalentTo(Object.class)));

  @Test
  void everyDoorGuardsWhatTheAgentDoesBehindIt() {
    methods()
        .that()
        .areDeclaredInClassesThat(
            ARE_CALLED_BY_OTHERS
                .and(not(assignableTo(AdviceHandler.class)))
                .and(not(assignableTo(HttpMessages.class))))
        .and()
        .areNotStatic()
        .and()
        .areNotPackagePrivate()
        .and()
        .areNotPrivate()
        .and()
        .doNotHaveModifier(JavaModifier.BRIDGE)
        .should(guardCallsOfOurs())
        .check(adapters);
  }

  private static ArchCondition<JavaMethod> guardCallsOfOurs() {
    return new ArchCondition<>("catch all that the agent throws") {
      @Override
      public void check(JavaMethod door, ConditionEvents events) {
        for (JavaAccess<?> call : door.getAccessesFromSelf()) {
          boolean guarded = call.getContainingTryBlocks().stream().anyMatch(DoorsTest::isGuard);
          boolean ours = isCallOfOurs(call.getTarget());
          events.add(new SimpleConditionEvent(door, !ours || guarded, call.getDescription()));
        }
      }
    };
  }

  private static boolean isCallOfOurs(AccessTarget target) {
    return target instanceof AccessTarget.CodeUnitCallTarget && OUR_CLASS.test(target.getOwner());
  }

  /** A block around a call of the client's catches the client's own failures: no guard of ours. */
  private static boolean isGuard(TryCatchBlock block) {
    return block.getCaughtThrowables().stream()
            .anyMatch(each -> each.isEquivalentTo(Throwable.class))
        && block.getAccessesContainedInTryBlock().stream()
            .noneMatch(access -> isOfTheDoor(block.getOwner(), access));
  }

  private static boolean isOfTheDoor(JavaCodeUnit door, JavaAccess<?> access) {
    return access.getTarget().getName().equals(door.getName())
        && !OUR_CLASS.test(access.getTargetOwner());
  }
}
