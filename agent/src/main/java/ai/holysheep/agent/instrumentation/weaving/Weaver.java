package ai.holysheep.agent.instrumentation.weaving;

import ai.holysheep.agent.instrumentation.AdviceKind;
import ai.holysheep.agent.instrumentation.AdvicePoint;
import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.instrumentation.InstrumentedClass;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.VisibilityBridgeStrategy;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Weaves advice into class files of Java 1.3 and later. It reads and loads no other class of the
 * application, and adds no member to the class. Thread-safe.
 */
public final class Weaver {
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private final Map<AdviceKind, Advice> advices = new EnumMap<>(AdviceKind.class);

  private final Map<String, InstrumentedClass> classes = new HashMap<>();
  private final Rehearsal rehearsal = new Rehearsal();

  public Weaver(List<ClientDescriptor> clients) {
    for (ClientDescriptor client : clients) {
      add(client);
    }
    add(rehearsal);
  }

  private void add(ClientDescriptor client) {
    for (InstrumentedClass each : client.classes()) {
      classes.put(each.name(), each);
    }
  }

  /** Does the slow work before the first weaving, on a thread of the agent. Optional. */
  public void prepare() throws IOException {
    Preloading.run();
    rehearse();
  }

  /**
   * Weaves the sample, unless the application's first class was woven before. If that class loads
   * meanwhile, its thread waits for the lock: initializers of Byte Buddy's classes form cycles, so
   * two threads that run them at once could deadlock. This thread never waits for a lock of the
   * application.
   */
  private void rehearse() throws IOException {
    byte[] sample = rehearsal.sampleClassFile();
    if (lock.tryLock()) {
      try {
        if (advices.isEmpty()) {
          decorate(new ClassFile(rehearsal.sample(), sample));
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Returns the class file with its advice.
   *
   * @throws MissingMethodException if the class lacks all methods of a point
   */
  byte[] weave(InstrumentedClass instrumented, byte[] classFile) throws MissingMethodException {
    lock.lock();
    try {
      ClassFile file = new ClassFile(instrumented, classFile);
      String missing = file.missingMethods();
      if (missing != null) {
        throw new MissingMethodException(missing);
      }
      return decorate(file);
    } finally {
      lock.unlock();
    }
  }

  private byte[] decorate(ClassFile file) {
    AsmVisitorWrapper.ForDeclaredMethods methods = new AsmVisitorWrapper.ForDeclaredMethods();
    for (AdvicePoint point : file.instrumented.points()) {
      methods = methods.method(file.methodsOf(point), advice(point.kind()));
    }
    return Decorator.BYTE_BUDDY
        .decorate(file.type, file.locator)
        .visit(methods)
        .make(TypeResolutionStrategy.Disabled.INSTANCE, file.types)
        .getBytes();
  }

  private Advice advice(AdviceKind kind) {
    Advice advice = advices.get(kind);
    if (advice == null) {
      advice = read(kind);
      advices.put(kind, advice);
    }
    return advice;
  }

  /** Reads the advice from its class file: reflection would make a proxy class per annotation. */
  private Advice read(AdviceKind kind) {
    ClassFileLocator core = ClassFileLocator.ForClassLoader.of(Weaver.class.getClassLoader());
    return PointBinding.bindTo(classes)
        .to(new KnownTypes(core).describe(AdviceTemplates.nameOf(kind)).resolve(), core);
  }

  /** A class of its own, because its initializer loads most of Byte Buddy. */
  private static final class Decorator {
    /** Only copies advice. Its other features are off, which saves some hundred classes. */
    static final ByteBuddy BYTE_BUDDY =
        new ByteBuddy(ClassFileVersion.JAVA_V8)
            .with(TypeValidation.DISABLED)
            .with(Implementation.Context.Disabled.Factory.INSTANCE)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(InstrumentedType.Factory.Default.FROZEN)
            .with(VisibilityBridgeStrategy.Default.NEVER)
            .ignore(ElementMatchers.none());
  }
}
