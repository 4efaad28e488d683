package ai.holysheep.agent.instrumentation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class of a client library and the methods of it that get advice. A {@link ClientDescriptor}
 * declares it; immutable from then on.
 *
 * <p>A method is written as its name and its first parameters in class file notation, for example
 * {@code intercept(Lokhttp3/Interceptor$Chain;}. The parameters after these may differ between
 * versions. A handler is a class name relative to the package of the client's adapter, or relative
 * to the package of all adapters if it contains a dot.
 */
public final class InstrumentedClass {
  private static final String ADAPTERS = "ai.holysheep.agent.adapter.";

  private final String client;
  private final String adapter;
  private final String library;
  private final String name;
  private final List<AdvicePoint> points = new ArrayList<>();
  private String since = "0";
  private @Nullable String before;
  private boolean optional;

  /**
   * @param client the client's name
   * @param adapter the package of the client's adapter
   */
  InstrumentedClass(String client, String adapter, String library, String name) {
    this.client = client;
    this.adapter = adapter;
    this.library = library;
    this.name = name;
  }

  /** The library's first version that has the class with its methods. */
  public InstrumentedClass since(String version) {
    since = version;
    return this;
  }

  /** The library's first version that no longer has the class. */
  public InstrumentedClass before(String version) {
    before = version;
    return this;
  }

  /** Versions whose class lacks the methods need no advice: that is no reason for a warning. */
  public InstrumentedClass optional() {
    optional = true;
    return this;
  }

  public boolean isOptional() {
    return optional;
  }

  /** Advice for a method's entry and its exits, by an {@link AroundHandler}. */
  public InstrumentedClass around(String handler, String... methods) {
    return add(AdviceKind.AROUND, handler, methods);
  }

  /** Advice for what a method returns, by a {@link ResultHandler}. */
  public InstrumentedClass result(String handler, String... methods) {
    return add(AdviceKind.RESULT, handler, methods);
  }

  /** Advice for a method's entry, by an {@link EntryHandler}. */
  public InstrumentedClass entry(String handler, String... methods) {
    return add(AdviceKind.ENTRY, handler, methods);
  }

  /** Advice for {@code read(byte[], int, int)}, by a {@link ReadHandler}. */
  public InstrumentedClass read(String handler) {
    return add(AdviceKind.READ, handler, "read([BII)");
  }

  /**
   * Advice for {@code write(byte[], int, int)} and {@code write(int)}, by {@link WriteHandler}s.
   */
  public InstrumentedClass write(String handler) {
    return add(AdviceKind.WRITE, handler, "write([BII)")
        .add(AdviceKind.WRITE_BYTE, handler, "write(I)");
  }

  /** The point declared last passes these arguments, from 0, instead of the first three. */
  public InstrumentedClass passing(int... positions) {
    points.get(points.size() - 1).pass(positions);
    return this;
  }

  private InstrumentedClass add(AdviceKind kind, String handler, String... methods) {
    points.add(new AdvicePoint(points.size(), kind, binaryName(handler), methods));
    return this;
  }

  private String binaryName(String handler) {
    return handler.indexOf('.') >= 0 ? ADAPTERS + handler : adapter + "." + handler;
  }

  /** The client's name. */
  public String client() {
    return client;
  }

  /** The internal name, with slashes. */
  public String name() {
    return name;
  }

  /** The Maven artifact that has the class, or {@code jdk}; {@link #isIn} takes its versions. */
  public String library() {
    return library;
  }

  /** Whether this version of the library has the class with its methods. */
  public boolean isIn(String version) {
    return Versions.compare(version, since) >= 0
        && (before == null || Versions.compare(version, before) < 0);
  }

  public List<AdvicePoint> points() {
    return Collections.unmodifiableList(points);
  }

  /** The point of a method, or {@code null} if it gets no advice. */
  public @Nullable AdvicePoint point(String method, String descriptor) {
    for (AdvicePoint point : points) {
      if (point.matches(method, descriptor)) {
        return point;
      }
    }
    return null;
  }
}
