package net.bytebuddy.utility.privilege;

import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the class of this name in Byte Buddy. System properties such as {@code
 * net.bytebuddy.dump} belong to the application, which may use Byte Buddy too: the agent's copy
 * sees none of them.
 */
public final class GetSystemPropertyAction implements PrivilegedAction<@Nullable String> {
  private final String key;

  public GetSystemPropertyAction(String key) {
    this.key = key;
  }

  @Override
  public @Nullable String run() {
    return key.startsWith("net.bytebuddy.") ? null : System.getProperty(key);
  }
}
