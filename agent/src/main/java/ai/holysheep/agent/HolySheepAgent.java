package ai.holysheep.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.ref.SoftReference;
import java.lang.reflect.InvocationTargetException;
import java.security.AccessController;
import java.security.AllPermission;
import java.security.Permissions;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The class that the JVM starts, and the agent's only class that the application can see. It is the
 * class file transformer. It is also the class loader of the isolated core, so that no second class
 * is visible.
 *
 * <p>Until the first instrumented class loads, it looks at class names only. Then the thread that
 * loads that class also loads the core and the weaver. The transformer runs before {@code main}, so
 * it uses no lambdas, {@code java.nio.file}, logging or JMX until then.
 */
public final class HolySheepAgent extends ClassLoader implements ClassFileTransformer {
  private static final String CORE = "ai/holysheep/agent/core.archive";

  /** Half of client_java by size. Only a scraper that requests the protobuf format needs it. */
  private static final String PROTOBUF = "ai/holysheep/agent/protobuf.archive";

  /** The classes of Byte Buddy that weaving needs. */
  private static final String WEAVING = "ai/holysheep/agent/weaving.archive";

  /** The rest of Byte Buddy. No tested version of a client has needed it. */
  private static final String BYTE_BUDDY = "ai/holysheep/agent/bytebuddy.archive";

  /** The commands, Jackson and picocli. Price files need Jackson, too. */
  private static final String TOOLS = "ai/holysheep/agent/tools.archive";

  static {
    // Two threads may load classes of the core at once.
    registerAsParallelCapable();
  }

  private static @Nullable HolySheepAgent installed;

  private final @Nullable String arguments;
  private final @Nullable Instrumentation instrumentation;
  private final File jar;

  /** The file from which an attaching process reads the agent's log lines. */
  private final @Nullable File reply;

  private final CountDownLatch loggingStarted = new CountDownLatch(1);

  /** By name. Each is a lock for its own reading, because two threads may load classes at once. */
  private final Map<String, AtomicReference<SoftReference<Map<String, byte[]>>>> archives =
      new HashMap<>();

  /** Guards {@link #domain}. */
  private final Object domainLock = new Object();

  private @Nullable ProtectionDomain domain;

  /** Guards {@link #core} and {@link #started}. */
  private final Object coreLock = new Object();

  private @Nullable ClassFileTransformer core;
  private boolean started;
  private final AtomicBoolean prepared = new AtomicBoolean();

  private HolySheepAgent(
      @Nullable String arguments, @Nullable Instrumentation instrumentation, @Nullable File reply)
      throws Exception {
    super(ClassLoader.getSystemClassLoader().getParent());
    this.arguments = arguments;
    this.instrumentation = instrumentation;
    this.reply = reply;
    for (String archive : new String[] {CORE, PROTOBUF, WEAVING, BYTE_BUDDY, TOOLS}) {
      archives.put(archive, new AtomicReference<>());
    }
    jar =
        new File(
            HolySheepAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()
                .getPath());
  }

  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    install(arguments, instrumentation, null);
  }

  /** Installs the agent in a running JVM. For {@code @FILE@ARGUMENTS} it also logs to the file. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    int end = arguments == null || !arguments.startsWith("@") ? -1 : arguments.indexOf('@', 1);
    if (arguments == null || end < 0) {
      install(arguments, instrumentation, null);
    } else {
      install(arguments.substring(end + 1), instrumentation, new File(arguments.substring(1, end)));
    }
  }

  private static synchronized void install(
      @Nullable String arguments, Instrumentation instrumentation, @Nullable File reply) {
    try {
      if (installed != null) {
        log(reply, "this JVM is watched already: nothing is done");
        return;
      }
      installed = new HolySheepAgent(arguments, instrumentation, reply);
      installed.watch(instrumentation);
    } catch (SecurityException e) {
      log(reply, "not installed, the security policy must grant this jar AllPermission: " + e);
    } catch (Throwable e) {
      log(reply, "not installed: " + e);
    }
  }

  /** Runs a command of the jar, for example {@code attach}. */
  public static void main(String[] arguments) throws Exception {
    HolySheepAgent core = new HolySheepAgent(null, null, null);
    core.loadClass("ai.holysheep.agent.command.Command")
        .getMethod("run", String[].class, File.class)
        .invoke(null, arguments, core.jar);
  }

  private void watch(Instrumentation jvm) throws Exception {
    jvm.addTransformer(this, true);
    boolean any = false;
    for (Class<?> loaded : jvm.getAllLoadedClasses()) {
      String name = loaded.getName();
      if (name.equals("java.util.logging.LogManager")) {
        loggingStarted.countDown();
      } else if (isInstrumented(name.replace('.', '/')) && jvm.isModifiableClass(loaded)) {
        any = true;
        try {
          // One by one: if a class fails verification, its whole batch fails.
          jvm.retransformClasses(loaded);
        } catch (Throwable e) {
          log(reply, name + " left as it is: " + e);
        }
      }
    }
    if (reply != null && !any) {
      log(reply, "attached: no HTTP client is loaded yet, the first that is will be watched");
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] bytes) {
    if (name == null) {
      return null;
    }
    if (isLogManager(name)) {
      loggingStarted.countDown();
      return null;
    }
    if (!isInstrumented(name)) {
      if (isFirstOfClient(name)) {
        prepare();
      }
      return null;
    }
    try {
      ClassFileTransformer weaver = hasSecurityManager() ? privilegedCore() : core();
      return weaver == null
          ? null
          : weaver.transform(loader, name, redefined, protectionDomain, bytes);
    } catch (Throwable e) {
      log(reply, name + " left as it is: " + rootCause(e));
      return null;
    }
  }

  /** Whether this is an instrumented class. A test holds the names equal to the descriptors'. */
  static boolean isInstrumented(String name) {
    switch (name) {
      case "jdk/internal/net/http/HttpClientImpl":
      case "jdk/internal/net/http/HttpRequestImpl":
      case "sun/net/www/protocol/http/HttpURLConnection":
      case "sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection":
      case "sun/net/www/protocol/http/HttpURLConnection$HttpInputStream":
      case "sun/net/www/protocol/http/HttpURLConnection$StreamingOutputStream":
      case "sun/net/www/http/HttpClient":
      case "okhttp3/internal/http/BridgeInterceptor":
      case "okhttp3/internal/http/HttpEngine":
      case "okhttp3/RealCall":
      case "okhttp3/internal/connection/RealCall":
      case "okhttp3/internal/http/Http1xStream":
      case "okhttp3/internal/http/Http2xStream":
      case "okhttp3/internal/http1/Http1Codec":
      case "okhttp3/internal/http2/Http2Codec":
      case "okhttp3/internal/http1/Http1ExchangeCodec":
      case "okhttp3/internal/http2/Http2ExchangeCodec":
      case "org/apache/http/impl/execchain/ProtocolExec":
      case "org/apache/http/impl/execchain/MinimalClientExec":
      case "org/apache/http/impl/execchain/HttpResponseProxy":
      case "org/apache/http/impl/execchain/ResponseProxyHandler":
      case "org/apache/http/impl/BHttpConnectionBase":
      case "org/apache/http/impl/client/DefaultRequestDirector":
      case "org/apache/http/impl/entity/EntitySerializer":
      case "org/apache/http/impl/entity/EntityDeserializer":
      case "org/apache/http/impl/conn/AbstractClientConnAdapter":
      case "org/apache/http/impl/conn/ManagedClientConnectionImpl":
      case "org/apache/http/protocol/HttpRequestExecutor":
      case "org/apache/http/impl/nio/client/InternalHttpAsyncClient":
      case "org/apache/http/impl/nio/client/MinimalHttpAsyncClient":
      case "org/apache/http/impl/nio/client/AbstractHttpAsyncClient":
      case "org/apache/hc/client5/http/impl/classic/ProtocolExec":
      case "org/apache/hc/client5/http/impl/classic/MinimalHttpClient":
      case "org/apache/hc/client5/http/impl/classic/CloseableHttpResponse":
      case "org/apache/hc/client5/http/impl/async/AsyncProtocolExec":
      case "org/apache/hc/client5/http/impl/async/MinimalHttpAsyncClient":
      case "org/apache/hc/client5/http/impl/async/MinimalH2AsyncClient":
      case "org/apache/hc/core5/http/impl/io/HttpRequestExecutor":
      case "org/apache/hc/core5/http/impl/io/BHttpConnectionBase":
        return true;
      default:
        return false;
    }
  }

  /** Whether a client loads this class before any instrumented one. Held equal by a test, too. */
  static boolean isFirstOfClient(String name) {
    switch (name) {
      case "java/net/http/HttpClient":
      case "okhttp3/OkHttpClient":
      case "okhttp3/OkHttpClient$Builder":
      case "org/apache/http/client/HttpClient":
      case "org/apache/http/nio/client/HttpAsyncClient":
      case "org/apache/hc/client5/http/classic/HttpClient":
      case "org/apache/hc/client5/http/async/HttpAsyncClient":
        return true;
      default:
        return false;
    }
  }

  private static boolean isLogManager(String name) {
    return name.equals("java/util/logging/LogManager");
  }

  /** Whether the application, which is on the stack, may limit the agent's permissions. */
  private static boolean hasSecurityManager() {
    return System.getSecurityManager() != null;
  }

  private @Nullable ClassFileTransformer privilegedCore() throws Exception {
    return AccessController.doPrivileged(
        (PrivilegedExceptionAction<@Nullable ClassFileTransformer>) this::core);
  }

  private static Throwable rootCause(Throwable e) {
    Throwable cause = e;
    while ((cause instanceof PrivilegedActionException
            || cause instanceof InvocationTargetException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private @Nullable ClassFileTransformer core() throws Exception {
    synchronized (coreLock) {
      if (!started) {
        started = true;
        core =
            (ClassFileTransformer)
                loadClass("ai.holysheep.agent.AgentRuntime")
                    .getMethod(
                        "start",
                        Instrumentation.class,
                        String.class,
                        CountDownLatch.class,
                        File.class)
                    .invoke(null, instrumentation, arguments, loggingStarted, reply);
      }
      return core;
    }
  }

  /**
   * Called when a client's first class loads. Its first instrumented class loads some hundred
   * milliseconds later. A thread of the core uses this time to load the classes that weaving needs;
   * otherwise the first weaving loads them.
   */
  private void prepare() {
    if (!prepared.compareAndSet(false, true) || hasSecurityManager() || isSwitchedOff()) {
      return;
    }
    try {
      loadClass("ai.holysheep.agent.Preparation").getMethod("start").invoke(null);
    } catch (Throwable e) {
      log(reply, "weaving is not prepared: " + rootCause(e));
    }
  }

  /** A guess before the options are read. A wrong one only costs time: when weaving, or here. */
  private boolean isSwitchedOff() {
    return arguments != null && arguments.contains("enabled=false")
        || "false".equals(System.getProperty("holysheep.enabled"))
        || "false".equals(System.getenv("HOLYSHEEP_ENABLED"));
  }

  /** Does not search the parent for our classes: its exception costs more than the class. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isOurs(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  private static boolean isOurs(String name) {
    return name.startsWith("ai.holysheep.")
        || name.startsWith("net.bytebuddy.")
        || name.startsWith("io.prometheus.")
        || name.startsWith("com.fasterxml.")
        || name.startsWith("picocli.");
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".class";
    byte[] bytes = bytes(path);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length, domain());
  }

  /** Reads a resource or a class file of the core. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = bytes(name);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  private byte @Nullable [] bytes(String name) {
    if (isTool(name)) {
      return archive(TOOLS).get(name);
    }
    if (name.startsWith("net/bytebuddy/")) {
      byte[] weaving = archive(WEAVING).get(name);
      return weaving != null ? weaving : archive(BYTE_BUDDY).get(name);
    }
    byte[] bytes = archive(CORE).get(name);
    return bytes != null || !name.startsWith("io/prometheus/")
        ? bytes
        : archive(PROTOBUF).get(name);
  }

  private static boolean isTool(String name) {
    return name.startsWith("com/fasterxml/")
        || name.startsWith("picocli/")
        || name.startsWith("io/prometheus/metrics/instrumentation/")
        || name.startsWith("ai/holysheep/agent/command/")
        || name.startsWith("ai/holysheep/agent/report/");
  }

  /**
   * The entries of an archive inside the jar. The jar is on the JVM's class path, and a thousand
   * entries of its own would be read at every start. Most entries are needed once, so the reference
   * is soft.
   */
  private Map<String, byte[]> archive(String name) {
    AtomicReference<SoftReference<Map<String, byte[]>>> archive =
        Objects.requireNonNull(archives.get(name));
    synchronized (archive) {
      SoftReference<Map<String, byte[]>> held = archive.get();
      Map<String, byte[]> entries = held == null ? null : held.get();
      if (entries == null) {
        entries =
            hasSecurityManager()
                ? AccessController.doPrivileged(
                    (PrivilegedAction<Map<String, byte[]>>) () -> read(name))
                : read(name);
        archive.set(new SoftReference<>(entries));
      }
      return entries;
    }
  }

  private Map<String, byte[]> read(String name) {
    Map<String, byte[]> entries = new HashMap<>();
    try (JarFile file = new JarFile(jar, false);
        ZipInputStream in = new ZipInputStream(file.getInputStream(file.getEntry(name)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = new byte[(int) entry.getSize()];
        int filled = 0;
        for (int n = in.read(bytes); n > 0; n = in.read(bytes, filled, bytes.length - filled)) {
          filled += n;
        }
        entries.put(entry.getName(), bytes);
      }
    } catch (IOException e) {
      log(reply, name + " is not read: " + e);
    }
    return entries;
  }

  private ProtectionDomain domain() {
    synchronized (domainLock) {
      if (domain == null) {
        Permissions all = new Permissions();
        all.add(new AllPermission());
        domain = new ProtectionDomain(null, all);
      }
      return domain;
    }
  }

  private static void log(@Nullable File reply, String message) {
    String line = "[holysheep-agent] " + message;
    try {
      // Not System.err: the application may have redirected it to its logging.
      new PrintStream(new FileOutputStream(FileDescriptor.err), true).println(line);
      if (reply != null && reply.exists()) {
        try (PrintStream file = new PrintStream(new FileOutputStream(reply, true))) {
          file.println(line);
        }
      }
    } catch (IOException unwritable) {
      // The line is on stderr, too.
    } catch (SecurityException e) {
      System.err.println(line);
    }
  }
}
