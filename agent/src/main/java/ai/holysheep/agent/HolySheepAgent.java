package ai.holysheep.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.ref.SoftReference;
import java.nio.charset.Charset;
import java.security.AccessController;
import java.security.AllPermission;
import java.security.Permissions;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The class that the JVM starts, and the agent's only class that the application can see. It is the
 * class file transformer, and the class loader of all other classes of the agent. It has no nested
 * class and no lambda: each would be a second visible class, and linking a lambda fails under a
 * security manager that refuses agents on the stack.
 *
 * <p>Until a client loads, it looks at class names only. Then it loads the package {@code start},
 * which starts the core. The transformer runs before {@code main}, so it uses no lambdas, {@code
 * java.nio.file}, logging or JMX until then.
 */
public final class HolySheepAgent extends ClassLoader
    implements ClassFileTransformer,
        PrivilegedExceptionAction<Map<String, byte[]>>,
        Callable<ClassLoader>,
        Predicate<String> {
  /** What starts the core: small, so that reading it needs little memory. */
  private static final String START = "ai/holysheep/agent/start.archive";

  private static final String CORE = "ai/holysheep/agent/core.archive";

  /** Half of client_java by size. Only a scraper that requests the protobuf format needs it. */
  private static final String PROTOBUF = "ai/holysheep/agent/protobuf.archive";

  /** The classes of Byte Buddy that weaving needs. */
  private static final String WEAVING = "ai/holysheep/agent/weaving.archive";

  /** The rest of Byte Buddy. No tested version of a client has needed it. */
  private static final String BYTE_BUDDY = "ai/holysheep/agent/bytebuddy.archive";

  /** The commands, Jackson and picocli. Price files need Jackson, too. */
  private static final String TOOLS = "ai/holysheep/agent/tools.archive";

  /** Of a file in an archive, and of all of them; both are about three times what is needed. */
  private static final int MAX_ENTRY_BYTES = 4_000_000;

  private static final int MAX_ARCHIVE_BYTES = 40_000_000;

  /** How often {@link #start} is made if that fails, for example for lack of memory. */
  private static final int MAX_TRIES = 6;

  private static final long FIRST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * About 80 KB of interpreted frames. To start the core and to weave a first class take at most 62
   * KB on JDK 17 and 25. Java methods can use 158 KB of a stack of 256 KB.
   */
  private static final int STACK_FRAMES = 450;

  static {
    // Two threads may load classes of the core at once.
    registerAsParallelCapable();
  }

  private static @Nullable HolySheepAgent installed;

  private final @Nullable String arguments;
  private final @Nullable Instrumentation instrumentation;
  private final File jar;
  private final CountDownLatch loggingStarted = new CountDownLatch(1);

  /** Whether a class has loaded without its advice that a thread can still add. */
  private final AtomicBoolean leftOut = new AtomicBoolean();

  private final AtomicBoolean prepared = new AtomicBoolean();

  /** By name. Each is a lock for its own reading, because two threads may load classes at once. */
  private final Map<String, AtomicReference<SoftReference<Map<String, byte[]>>>> archives =
      new HashMap<>();

  /** Guarded by {@link #archives}. */
  private @Nullable ProtectionDomain domain;

  /** Guards the next three. */
  private final Object startLock = new Object();

  /** An {@code ai.holysheep.agent.start.AgentStart}. */
  private @Nullable ClassFileTransformer start;

  private int tries;
  private long lastTryNanos;

  /** Guards {@link #reading}. */
  private final Object readLock = new Object();

  /** The archive that {@link #run} reads. */
  private @Nullable String reading;

  private HolySheepAgent(@Nullable String arguments, @Nullable Instrumentation instrumentation)
      throws Exception {
    super(ClassLoader.getSystemClassLoader().getParent());
    this.arguments = arguments;
    this.instrumentation = instrumentation;
    for (String archive : new String[] {START, CORE, PROTOBUF, WEAVING, BYTE_BUDDY, TOOLS}) {
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

  public static synchronized void premain(
      @Nullable String arguments, Instrumentation instrumentation) {
    try {
      install(new HolySheepAgent(arguments, instrumentation), instrumentation);
    } catch (Throwable e) {
      printNotInstalled(e);
    }
  }

  /**
   * Installs the agent in a running JVM, or switches it off or on there. {@code @FILE@ARGUMENTS}
   * names a file for the lines that the command shows.
   */
  public static synchronized void agentmain(
      @Nullable String arguments, Instrumentation instrumentation) {
    int end = arguments == null || !arguments.startsWith("@") ? -1 : arguments.indexOf('@', 1);
    String reply = arguments == null || end < 0 ? null : arguments.substring(1, end);
    String rest = arguments == null ? null : arguments.substring(end + 1);
    boolean isInstalled = installed != null;
    try {
      HolySheepAgent agent =
          installed == null ? new HolySheepAgent(rest, instrumentation) : installed;
      Object starter = Objects.requireNonNull(agent.start(), "it cannot start");
      boolean toInstall =
          (Boolean)
              starter
                  .getClass()
                  .getMethod("command", String.class, String.class, boolean.class)
                  .invoke(starter, reply, rest, isInstalled);
      if (toInstall) {
        install(agent, instrumentation);
        agent.invoke("watch");
      }
    } catch (Throwable e) {
      printNotInstalled(e);
      // So that the command, to which nothing can write a line now, says so, too.
      throw new IllegalStateException(e.toString());
    }
  }

  private static void install(HolySheepAgent agent, Instrumentation instrumentation) {
    instrumentation.addTransformer(agent, true);
    installed = agent;
  }

  private static void printNotInstalled(Throwable e) {
    print(
        e instanceof SecurityException
            ? "not installed, the security policy must grant this jar AllPermission: " + e
            : "not installed: " + withCause(e));
  }

  /** Runs a command of the jar, for example {@code attach}. */
  public static void main(String[] arguments) throws Exception {
    HolySheepAgent core = new HolySheepAgent(null, null);
    core.loadClass("ai.holysheep.agent.command.Command")
        .getMethod("run", String[].class, File.class)
        .invoke(null, arguments, core.jar);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] bytes)
      throws IllegalClassFormatException {
    if (name == null) {
      return null;
    }
    if (name.equals("java/util/logging/LogManager")) {
      loggingStarted.countDown();
      return null;
    }
    if (!isInstrumented(name)) {
      if (leftOut.get() && hasStack()) {
        invoke("weaveLater");
      }
      if (isFirstOfClient(name)) {
        prepare();
      }
      return null;
    }
    if (!hasStack()) {
      leftOut.set(true);
      return null;
    }
    ClassFileTransformer starter = start();
    return starter == null
        ? null
        : starter.transform(loader, name, redefined, protectionDomain, bytes);
  }

  /** Whether this is an instrumented class. A test holds the names equal to the descriptors'. */
  static boolean isInstrumented(String name) {
    switch (name) {
      case "jdk/internal/net/http/HttpClientImpl":
      case "jdk/internal/net/http/HttpRequestImpl":
      case "jdk/internal/net/http/common/MinimalFuture":
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
      case "org/apache/http/impl/conn/CPoolProxy":
      case "org/apache/http/impl/conn/DefaultManagedHttpClientConnection":
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

  /** The method {@link #isInstrumented}, for the package {@code start}. */
  @Override
  public boolean test(String name) {
    return isInstrumented(name);
  }

  /**
   * Returns what starts the core, in the package {@code start}. From then on, that writes all
   * lines.
   *
   * @return {@code null} for a while after it could not be made, and after the last try
   */
  private @Nullable ClassFileTransformer start() {
    synchronized (startLock) {
      if (start == null && isTryDue()) {
        tries++;
        lastTryNanos = System.nanoTime();
        try {
          start = makeStart();
        } catch (Throwable e) {
          leftOut.set(tries < MAX_TRIES);
          print("no call is watched, the agent cannot start: " + withCause(e));
        }
      }
      return start;
    }
  }

  private ClassFileTransformer makeStart() throws Exception {
    return (ClassFileTransformer)
        loadClass("ai.holysheep.agent.start.AgentStart")
            .getConstructors()[0]
            .newInstance(instrumentation, arguments, loggingStarted, leftOut, this, this);
  }

  /** The pause after a failure doubles, from a second on. */
  private boolean isTryDue() {
    return tries == 0
        || tries < MAX_TRIES && System.nanoTime() - lastTryNanos > FIRST_RETRY_NANOS << (tries - 1);
  }

  private void invoke(String method) {
    ClassFileTransformer starter = start();
    if (starter == null) {
      return;
    }
    try {
      starter.getClass().getMethod(method).invoke(starter);
    } catch (Throwable e) {
      // No memory for reflection. The methods themselves log what fails.
    }
  }

  /**
   * Called when a client's first class loads. Its first instrumented class loads some hundred
   * milliseconds later. A thread of the core uses this time to load the classes that weaving needs;
   * otherwise the first weaving loads them.
   */
  private void prepare() {
    if (hasStack() && prepared.compareAndSet(false, true) && !hasSecurityManager()) {
      invoke("prepare");
    }
  }

  /**
   * Whether this thread has stack enough to start the core and to weave: an overflow could end the
   * initializer of a class of the JDK, which would never work again, for the application neither.
   */
  private static boolean hasStack() {
    try {
      return descend(STACK_FRAMES, 1, 2, 3, 4) != 0;
    } catch (StackOverflowError e) {
      return false;
    }
  }

  /** Each frame keeps its numbers during the inner call, so the JIT cannot leave it out. */
  private static long descend(int frames, long a, long b, long c, long d) {
    if (frames == 0) {
      return a | 1;
    }
    long below = descend(frames - 1, b + frames, c, d, a);
    return (below ^ a * 3 ^ b * 5 ^ c * 7 ^ d * 11) | 1;
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

  /** Returns another loader of the core: a class whose initializer has failed never works again. */
  @Override
  public ClassLoader call() throws Exception {
    return new HolySheepAgent(arguments, instrumentation);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes;
    try {
      bytes = bytes(name.replace('.', '/') + ".class");
    } catch (IOException e) {
      throw new ClassNotFoundException(name + ", since " + e.getMessage(), e);
    }
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      return defineClass(name, bytes, 0, bytes.length, domain());
    } catch (LinkageError e) {
      // Another agent may load the class while it looks at the class file, as Datadog's does.
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        throw e;
      }
      return loaded;
    }
  }

  /** Reads a resource or a class file of the core. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      byte[] bytes = bytes(name);
      return bytes == null ? null : new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte @Nullable [] bytes(String name) throws IOException {
    if (name.startsWith("ai/holysheep/agent/start/")) {
      return archive(START).get(name);
    }
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
        || name.startsWith("ai/holysheep/agent/pricing/table/")
        || name.startsWith("ai/holysheep/agent/report/");
  }

  /**
   * The entries of an archive inside the jar. The jar is on the JVM's class path, and a thousand
   * entries of its own would be read at every start. Most entries are needed once, so the reference
   * is soft.
   */
  private Map<String, byte[]> archive(String name) throws IOException {
    AtomicReference<SoftReference<Map<String, byte[]>>> archive =
        Objects.requireNonNull(archives.get(name));
    synchronized (archive) {
      SoftReference<Map<String, byte[]>> held = archive.get();
      Map<String, byte[]> entries = held == null ? null : held.get();
      if (entries == null) {
        try {
          entries = hasSecurityManager() ? privilegedRead(name) : read(name);
        } catch (IOException | PrivilegedActionException | RuntimeException e) {
          throw new IOException(name + " is not read: " + withCause(e), e);
        }
        archive.set(new SoftReference<>(entries));
      }
      return entries;
    }
  }

  /** The application is on the stack: the JVM loads a class where it is first used. */
  private Map<String, byte[]> privilegedRead(String name) throws PrivilegedActionException {
    synchronized (readLock) {
      reading = name;
      return AccessController.doPrivileged(this);
    }
  }

  /** The privileged part of reading an archive. */
  @Override
  public Map<String, byte[]> run() throws IOException {
    if (!Thread.holdsLock(readLock)) {
      throw new IllegalStateException("only for reading an archive");
    }
    return read(Objects.requireNonNull(reading));
  }

  private Map<String, byte[]> read(String name) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    try (JarFile file = new JarFile(jar, false);
        ZipInputStream in = new ZipInputStream(file.getInputStream(file.getEntry(name)))) {
      long left = MAX_ARCHIVE_BYTES;
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        long size = entry.getSize();
        left -= size;
        if (size < 0 || size > MAX_ENTRY_BYTES || left < 0) {
          throw new IOException(entry + " has " + size + " bytes");
        }
        entries.put(entry.getName(), readFully(in, new byte[(int) size]));
      }
    }
    return entries;
  }

  private static byte[] readFully(InputStream in, byte[] bytes) throws IOException {
    int filled = 0;
    while (filled < bytes.length) {
      int n = in.read(bytes, filled, bytes.length - filled);
      if (n < 0) {
        throw new IOException("an entry is cut short");
      }
      filled += n;
    }
    return bytes;
  }

  private ProtectionDomain domain() {
    synchronized (archives) {
      if (domain == null) {
        Permissions all = new Permissions();
        all.add(new AllPermission());
        domain = new ProtectionDomain(null, all);
      }
      return domain;
    }
  }

  private static boolean hasSecurityManager() {
    return System.getSecurityManager() != null;
  }

  private static String withCause(Throwable e) {
    return e.getCause() == null ? e.toString() : e + ", since " + e.getCause();
  }

  /**
   * Only for what fails before the package {@code start} is there, which writes all other lines.
   */
  private static void print(String message) {
    String line = "[holysheep-agent] " + message;
    try {
      // Not System.err: the application may have redirected it to its logging.
      new FileOutputStream(FileDescriptor.err)
          .write((line + System.lineSeparator()).getBytes(Charset.defaultCharset()));
    } catch (IOException closed) {
      // Nobody can read it.
    } catch (SecurityException e) {
      System.err.println(line);
    }
  }
}
