package ai.holysheep.agent.instrumentation.weaving;

import ai.holysheep.agent.instrumentation.AdviceKind;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * The advice that Byte Buddy copies into methods, one class for each {@link AdviceKind}. The copies
 * run in the application's classes, so they use only classes that every class sees. {@link
 * HolySheepHook} never throws, but to call it may: a {@link StackOverflowError}, where the method
 * itself would have had enough stack. A replaced argument or result of a wrong type is thrown here,
 * too. The method then goes on as without the agent, so nothing is called in these handlers.
 */
final class AdviceTemplates {
  private AdviceTemplates() {}

  static String nameOf(AdviceKind kind) {
    return AdviceTemplates.class.getName() + "$" + simpleNameOf(kind);
  }

  private static String simpleNameOf(AdviceKind kind) {
    switch (kind) {
      case AROUND:
        return "Around";
      case RESULT:
        return "Result";
      case ENTRY:
        return "Entry";
      case READ:
        return "Read";
      case WRITE:
        return "Write";
      case WRITE_BYTE:
        return "WriteByte";
      default:
        throw new IllegalArgumentException(kind.name());
    }
  }

  static final class Around {
    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.This Object self,
        @Passed.First @Nullable Object a,
        @Passed.Second @Nullable Object b,
        @Passed.Third @Nullable Object c) {
      Object state = null;
      try {
        state = HolySheepHook.enter(type, point, self, a, b, c);
        a = HolySheepHook.argument(state, 0, a);
        b = HolySheepHook.argument(state, 1, b);
        c = HolySheepHook.argument(state, 2, c);
      } catch (Throwable ignored) {
        // See above.
      }
      return state;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
    static void exit(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.Enter @Nullable Object state,
        @Advice.Return(readOnly = false, typing = Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      try {
        returned = HolySheepHook.exit(type, point, state, returned, thrown);
      } catch (Throwable ignored) {
        // See above.
      }
    }
  }

  static final class Result {
    @Advice.OnMethodExit(backupArguments = false)
    static void exit(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.Return(readOnly = false, typing = Typing.DYNAMIC) @Nullable Object returned) {
      try {
        returned = HolySheepHook.exit(type, point, null, returned, null);
      } catch (Throwable ignored) {
        // See above.
      }
    }
  }

  static final class Entry {
    @Advice.OnMethodEnter
    static void enter(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.This Object self,
        @Passed.First @Nullable Object a,
        @Passed.Second @Nullable Object b,
        @Passed.Third @Nullable Object c) {
      try {
        HolySheepHook.enter(type, point, self, a, b, c);
      } catch (Throwable ignored) {
        // See above.
      }
    }
  }

  static final class Read {
    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.This Object self,
        @Advice.Argument(0) byte[] bytes,
        @Advice.Argument(1) int offset,
        @Advice.Return int count,
        @Advice.Thrown @Nullable Throwable thrown) {
      try {
        if (thrown == null) {
          HolySheepHook.read(type, point, self, bytes, offset, count);
        } else {
          HolySheepHook.failed(type, point, self, thrown);
        }
      } catch (Throwable ignored) {
        // See above.
      }
    }
  }

  static final class Write {
    @Advice.OnMethodEnter
    static void enter(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.This Object self,
        @Advice.Argument(0) byte[] bytes,
        @Advice.Argument(1) int offset,
        @Advice.Argument(2) int length) {
      try {
        HolySheepHook.write(type, point, self, bytes, offset, length);
      } catch (Throwable ignored) {
        // See above.
      }
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
    static void exit(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.This Object self,
        @Advice.Thrown @Nullable Throwable thrown) {
      try {
        if (thrown != null) {
          HolySheepHook.failed(type, point, self, thrown);
        }
      } catch (Throwable ignored) {
        // See above.
      }
    }
  }

  static final class WriteByte {
    @Advice.OnMethodEnter
    static void enter(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.This Object self,
        @Advice.Argument(0) int b) {
      try {
        HolySheepHook.writeByte(type, point, self, b);
      } catch (Throwable ignored) {
        // See above.
      }
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
    static void exit(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.This Object self,
        @Advice.Thrown @Nullable Throwable thrown) {
      try {
        if (thrown != null) {
          HolySheepHook.failed(type, point, self, thrown);
        }
      } catch (Throwable ignored) {
        // See above.
      }
    }
  }
}
