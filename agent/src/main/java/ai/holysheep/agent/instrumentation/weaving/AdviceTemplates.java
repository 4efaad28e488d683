package ai.holysheep.agent.instrumentation.weaving;

import ai.holysheep.agent.instrumentation.AdviceKind;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * The advice that Byte Buddy copies into methods, one class for each {@link AdviceKind}. The copies
 * run in the application's classes, so they use only classes that every class sees. {@link
 * HolySheepHook} never throws, so they need not suppress exceptions.
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
      Object state = HolySheepHook.enter(type, point, self, a, b, c);
      a = HolySheepHook.argument(state, 0, a);
      b = HolySheepHook.argument(state, 1, b);
      c = HolySheepHook.argument(state, 2, c);
      return state;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
    static void exit(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.Enter @Nullable Object state,
        @Advice.Return(readOnly = false, typing = Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      returned = HolySheepHook.exit(type, point, state, returned, thrown);
    }
  }

  static final class Result {
    @Advice.OnMethodExit(backupArguments = false)
    static void exit(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.Return(readOnly = false, typing = Typing.DYNAMIC) @Nullable Object returned) {
      returned = HolySheepHook.exit(type, point, null, returned, null);
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
      HolySheepHook.enter(type, point, self, a, b, c);
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
      if (thrown == null) {
        HolySheepHook.read(type, point, self, bytes, offset, count);
      } else {
        HolySheepHook.failed(type, point, self, thrown);
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
      HolySheepHook.write(type, point, self, bytes, offset, length);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
    static void exit(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.This Object self,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (thrown != null) {
        HolySheepHook.failed(type, point, self, thrown);
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
      HolySheepHook.writeByte(type, point, self, b);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
    static void exit(
        @Advice.Origin Class<?> type,
        @Point int point,
        @Advice.This Object self,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (thrown != null) {
        HolySheepHook.failed(type, point, self, thrown);
      }
    }
  }
}
