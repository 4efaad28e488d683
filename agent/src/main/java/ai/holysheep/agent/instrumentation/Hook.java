package ai.holysheep.agent.instrumentation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class of a client library and the methods of it that the agent looks into. */
final class Hook {
  /** What is woven into a method. */
  enum Kind {
    /** Entry and both exits; the passed arguments and an object as result may be replaced. */
    CALL,
    /** The normal exit only; the result may be replaced. */
    RESULT,
    /** The entry only. */
    ENTRY,
    /** What {@code read(byte[], int, int)} has read, and that it has failed. */
    READ,
    /** What {@code write(byte[], int, int)} or {@code write(int)} is about to write. */
    WRITE
  }

  /** Methods into which the same is woven; at least one of them must be there. */
  static final class Point {
    final Kind kind;

    /** The positions of the arguments that the handler gets, three at most. */
    final int[] passed;

    /**
     * Each a name with its first parameters, {@code intercept(Lokhttp3/Interceptor$Chain;} say: the
     * rest may change.
     */
    final String[] methods;

    private Point(Kind kind, int[] passed, String... methods) {
      this.kind = kind;
      this.passed = passed;
      this.methods = methods;
    }

    boolean matches(String name, String descriptor) {
      String method = name + descriptor;
      for (String prefix : methods) {
        if (method.startsWith(prefix)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Among the passed arguments: the method's name. */
  static final int NAME = -1;

  private static final int[] FIRST = {0, 1, 2};

  final String client;

  /** The class's internal name. */
  final String className;

  /** The {@link HookHandler}'s class name, relative to the adapters' package. */
  final String handler;

  final List<Point> points = new ArrayList<>();

  Hook(String client, String className, String handler) {
    this.client = client;
    this.className = className;
    this.handler = handler;
  }

  Hook at(Kind kind, String... methods) {
    return at(kind, FIRST, methods);
  }

  Hook at(Kind kind, int[] passed, String... methods) {
    points.add(new Point(kind, passed, methods));
    return this;
  }

  @Nullable Point at(String name, String descriptor) {
    for (Point point : points) {
      if (point.matches(name, descriptor)) {
        return point;
      }
    }
    return null;
  }
}
