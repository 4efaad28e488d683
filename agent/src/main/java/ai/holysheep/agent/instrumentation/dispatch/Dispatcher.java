package ai.holysheep.agent.instrumentation.dispatch;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exchange.StackReserve;
import ai.holysheep.agent.instrumentation.Abandonable;
import ai.holysheep.agent.instrumentation.AdviceHandler;
import ai.holysheep.agent.instrumentation.AdvicePoint;
import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.instrumentation.InstrumentedClass;
import ai.holysheep.agent.instrumentation.ReplacedArguments;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Passes the calls of woven code to the handlers, on the application's threads. Woven code enters
 * the agent only here: it catches and counts what a handler throws.
 */
final class Dispatcher extends HolySheepHook {
  private static final AdviceHandler NO_ADVICE = new AdviceHandler() {};

  private final TooLittleStack tooLittleStack = new TooLittleStack();

  /** By binary name. */
  private final Map<String, InstrumentedClass> classes = new HashMap<>();

  /**
   * One handler for each advice point. The instrumented class holds them, so that they are
   * collected together with their application's class loader.
   */
  private final ClassValue<AdviceHandler[]> handlers =
      new ClassValue<AdviceHandler[]>() {
        @Override
        protected AdviceHandler[] computeValue(Class<?> type) {
          return AccessController.doPrivileged(
              // No lambda: the JVM links one by reflection, and a security manager may refuse that
              // to the application's classes on the stack.
              new PrivilegedAction<AdviceHandler[]>() {
                @Override
                public AdviceHandler[] run() {
                  return load(type);
                }
              });
        }
      };

  Dispatcher(List<ClientDescriptor> clients) {
    for (ClientDescriptor client : clients) {
      for (InstrumentedClass each : client.classes()) {
        classes.put(each.name().replace('/', '.'), each);
      }
    }
  }

  @Override
  protected @Nullable Object onEnter(
      Class<?> type,
      int point,
      Object self,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object c) {
    try {
      return isOff() ? null : handler(type, point).enter(self, a, b, c);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, e);
      return null;
    }
  }

  @Override
  protected @Nullable Object onArgument(Object state, int place, @Nullable Object original) {
    try {
      return state instanceof ReplacedArguments
          ? ((ReplacedArguments) state).argument(place, original)
          : original;
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, e);
      return original;
    }
  }

  @Override
  protected @Nullable Object onExit(
      Class<?> type,
      int point,
      @Nullable Object state,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    try {
      return state == null && isOff()
          ? returned
          : handler(type, point).exit(state, returned, thrown);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, e);
      abandon(state, e);
      return returned;
    }
  }

  private static void abandon(@Nullable Object state, Throwable fault) {
    try {
      if (state instanceof Abandonable) {
        ((Abandonable) state).abandon(fault);
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, e);
    }
  }

  @Override
  protected void onRead(
      Class<?> type, int point, Object self, byte[] bytes, int offset, int count) {
    try {
      if (!isOff()) {
        handler(type, point).read(self, bytes, offset, count);
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, e);
    }
  }

  @Override
  protected void onWrite(
      Class<?> type, int point, Object self, byte[] bytes, int offset, int length) {
    try {
      if (!isOff()) {
        handler(type, point).write(self, bytes, offset, length);
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, e);
    }
  }

  @Override
  protected void onWriteByte(Class<?> type, int point, Object self, int b) {
    try {
      if (!isOff()) {
        handler(type, point).writeByte(self, b);
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, e);
    }
  }

  @Override
  protected void onFailure(Class<?> type, int point, Object self, Throwable thrown) {
    try {
      if (!isOff()) {
        handler(type, point).failed(self, thrown);
      }
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, e);
    }
  }

  /**
   * Attempts that have started still need their reads and writes; only without any have the hooks
   * nothing to do.
   */
  private static boolean isOff() {
    return Exchanges.isIdle();
  }

  /** Whether woven code reports to this dispatcher. */
  boolean isConnected() {
    return isInstalled();
  }

  /** Without stack enough to load it, the handler for this one call does nothing. */
  private AdviceHandler handler(Class<?> type, int point) {
    try {
      return handlers.get(type)[point];
    } catch (TooLittleStack e) {
      StackReserve.countTooLittle(AgentErrors.Stage.ADVICE);
      return NO_ADVICE;
    }
  }

  private AdviceHandler[] load(Class<?> type) {
    if (!StackReserve.isLeftForLoading()) {
      // A ClassValue keeps whatever is returned.
      throw tooLittleStack;
    }
    InstrumentedClass instrumented = classes.get(type.getName());
    if (instrumented == null) {
      throw new IllegalStateException(type + " is not instrumented");
    }
    List<AdvicePoint> points = instrumented.points();
    AdviceHandler[] loaded = new AdviceHandler[points.size()];
    try {
      AdapterLoader adapter = AdapterLoader.forApplication(type.getClassLoader());
      for (AdvicePoint point : points) {
        loaded[point.index()] = adapter.newHandler(point.handler());
      }
      Exchanges.prepare();
    } catch (VirtualMachineError e) {
      // A moment without memory: the next call tries again.
      throw e;
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.ADVICE);
      Log.warn(
          instrumented.client()
              + (isOurs(e)
                  ? " is not watched, a class of the agent could not be initialized: "
                  : " is not watched, this version of it does not fit: ")
              + e);
      Arrays.fill(loaded, NO_ADVICE);
    }
    return loaded;
  }

  private static boolean isOurs(Throwable e) {
    String message = e instanceof NoClassDefFoundError ? e.getMessage() : null;
    return message != null && message.startsWith("Could not initialize class ai.holysheep.");
  }

  /** Its stack trace would need stack. */
  private static final class TooLittleStack extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLittleStack() {
      super(null, null, false, false);
    }
  }
}
