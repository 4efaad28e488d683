package ai.holysheep.agent.tests.program;

import java.security.Permission;

/** Refuses everything if a class of the agent is on the stack. */
@SuppressWarnings({"deprecation", "removal"})
final class RefusingManager extends SecurityManager {
  @Override
  public void checkPermission(Permission permission, Object context) {
    checkPermission(permission);
  }

  @Override
  public void checkPermission(Permission permission) {
    for (Class<?> caller : getClassContext()) {
      String name = caller.getName();
      if (name.startsWith("ai.holysheep.agent.") && !name.startsWith("ai.holysheep.agent.tests.")) {
        throw new SecurityException("refused to an agent: " + permission);
      }
    }
  }
}
