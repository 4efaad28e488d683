package ai.holysheep.agent.instrumentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * All that the agent knows of one HTTP client before it loads. Each client has one, in the package
 * of its adapter, and {@code SupportedClients} lists them. It has names of classes only, because it
 * must not load a class of the client.
 */
public abstract class ClientDescriptor {
  private final String name;
  private final String title;
  private final List<InstrumentedClass> classes = new ArrayList<>();
  private final List<String> firstClasses = new ArrayList<>();
  private final List<String> packages = new ArrayList<>();

  /**
   * @param name the value of the label {@code client}, and the name in the client's option
   * @param title what the option's description calls the client
   */
  protected ClientDescriptor(String name, String title) {
    this.name = name;
    this.title = title;
  }

  /**
   * Declares an instrumented class.
   *
   * @param library the Maven artifact that has it, or {@code jdk}
   * @param className the internal name, with slashes
   */
  protected final InstrumentedClass instrument(String library, String className) {
    InstrumentedClass instrumented = new InstrumentedClass(name, packageName(), library, className);
    classes.add(instrumented);
    return instrumented;
  }

  /**
   * The package of this descriptor and its adapter. {@code Class.getPackage} would be {@code null}:
   * on JDK 8 the classes of the core have none.
   */
  private String packageName() {
    String descriptor = getClass().getName();
    return descriptor.substring(0, descriptor.lastIndexOf('.'));
  }

  /**
   * Declares classes that an application loads before any instrumented one. The agent prepares
   * weaving when the first of them loads. Internal names.
   */
  protected final void loadsFirst(String... classNames) {
    firstClasses.addAll(Arrays.asList(classNames));
  }

  /** Declares the client's packages, ending with a dot. Their code is never a {@code caller}. */
  protected final void inPackages(String... prefixes) {
    packages.addAll(Arrays.asList(prefixes));
  }

  public final String name() {
    return name;
  }

  public final String title() {
    return title;
  }

  public final List<InstrumentedClass> classes() {
    return Collections.unmodifiableList(classes);
  }

  public final List<String> firstClasses() {
    return Collections.unmodifiableList(firstClasses);
  }

  public final List<String> packages() {
    return Collections.unmodifiableList(packages);
  }
}
