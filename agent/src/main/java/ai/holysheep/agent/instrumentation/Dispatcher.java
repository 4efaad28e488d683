package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Takes the calls of woven code to the handlers. Nothing escapes from here into the application.
 */
public final class Dispatcher extends HolySheepHook {
  private static final HookHandler NOTHING = new HookHandler() {};

  /**
   * Keyed by the instrumented class, so that a handler goes when its application's class loader
   * goes.
   */
  private final ClassValue<HookHandler> handlers =
      new ClassValue<HookHandler>() {
        @Override
        protected HookHandler computeValue(Class<?> hooked) {
          return AccessController.doPrivileged(
              (PrivilegedAction<HookHandler>) () -> create(hooked));
        }
      };

  @Override
  protected @Nullable Object onEnter(
      Class<?> hooked, Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    try {
      return handlers.get(hooked).before(self, a, b, c);
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.HOOK, e);
      return null;
    }
  }

  @Override
  protected @Nullable Object onExit(
      Class<?> hooked,
      @Nullable Object token,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    try {
      return handlers.get(hooked).after(token, returned, thrown);
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.HOOK, e);
      return returned;
    }
  }

  @Override
  protected void onBytes(
      Class<?> hooked, Object self, byte @Nullable [] bytes, int offset, int length) {
    try {
      handlers.get(hooked).bytes(self, bytes, offset, length);
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.HOOK, e);
    }
  }

  private static HookHandler create(Class<?> hooked) {
    Class<?> owner = hooked;
    Hook hook = Hooks.in(internalName(owner));
    while (hook == null && owner.getSuperclass() != null) {
      owner = owner.getSuperclass();
      hook = Hooks.in(internalName(owner));
    }
    if (hook == null) {
      return NOTHING;
    }
    try {
      return AdapterLoader.load(owner.getClassLoader(), hook.handler);
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.HOOK);
      Log.warn(hook.client + " is not watched, this version of it does not fit: " + e);
      return NOTHING;
    }
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }
}
