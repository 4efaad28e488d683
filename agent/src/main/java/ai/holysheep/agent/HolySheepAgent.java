package ai.holysheep.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.ref.SoftReference;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.AccessController;
import java.security.AllPermission;
import java.security.Permissions;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The class that the JVM starts, and the agent's only class that the application can see. It is the
 * class file transformer. It is also the class loader of the isolated core, and the task of its own
 * threads and privileged actions, so that no second class is visible. A lambda would be one, and
 * linking it fails under a security manager that refuses agents on the stack.
 *
 * <p>Until the first instrumented class loads, it looks at class names only. Then the thread that
 * loads that class also loads the core and the weaver. The transformer runs before {@code main}, so
 * it uses no lambdas, {@code java.nio.file}, logging or JMX until then.
 */
public final class HolySheepAgent extends ClassLoader
    implements ClassFileTransformer,
        PrivilegedExceptionAction<@Nullable Object>,
        Callable<@Nullable Object> {
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

  /** How often the core is started if starting fails, for example for lack of memory. */
  private static final int MAX_STARTS = 6;

  private static final long FIRST_RETRY_MILLIS = 1000;

  /** About 200 KB of interpreted frames. To start and to weave where so much is left works. */
  private static final int STACK_FRAMES = 1000;

  /** How long a line of the agent may hold up a thread of the application. */
  private static final long LINE_WAIT_MILLIS = 100;

  private static final int MAX_WAITING_LINES = 100;

  /** What follows the name of the reply file, in place of options, if a command sends it. */
  private static final String OFF = ":off";

  private static final String ON = ":on";

  private static final String HOW_ON = "; on again: java -jar holysheep-agent.jar on PID";

  /** Lines for stderr, with the reply file to which they go as well. Guards {@link #writer}. */
  private static final Queue<Map.Entry<@Nullable File, String>> LINES = new ArrayDeque<>();

  /** Writes the lines, until there are none. A thread, since nobody may read stderr. */
  private static @Nullable FutureTask<@Nullable Object> writer;

  private static volatile @Nullable Thread writerThread;

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

  /** Guards the next six. */
  private final Object coreLock = new Object();

  private @Nullable ClassFileTransformer core;
  private int starts;

  /** How often {@link #starter} was made. */
  private int laterTries;

  /** The thread that starts the core and weaves later; {@code null} if there is none. */
  private volatile @Nullable Thread starter;

  /** When the command {@code off} came; {@code null} if the agent is on. */
  private @Nullable String offSince;

  private boolean saidOff;

  /** Whether a class has loaded without its advice that a thread can still add. */
  private volatile boolean leftOut;

  /** Guards what {@link #run} reads. */
  private final Object readLock = new Object();

  private @Nullable String reading;

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

  /**
   * Installs the agent in a running JVM, or switches it off or on there. {@code @FILE@ARGUMENTS}
   * names a file for the lines that the command shows.
   */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    int end = arguments == null || !arguments.startsWith("@") ? -1 : arguments.indexOf('@', 1);
    if (arguments == null || end < 0) {
      install(arguments, instrumentation, null);
      return;
    }
    File reply = replyFile(arguments.substring(1, end));
    String rest = arguments.substring(end + 1);
    if (rest.equals(OFF) || rest.equals(ON)) {
      turn(rest.equals(ON), reply);
    } else {
      install(rest, instrumentation, reply);
    }
  }

  /**
   * Only a new file of this process's user, as the command makes it: whoever can attach, or call
   * this method, must not make the agent write to another one.
   */
  private static @Nullable File replyFile(String name) {
    try {
      Path file = Paths.get(name);
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (found.isRegularFile() && found.size() == 0 && isOwn(file)) {
        return file.toFile();
      }
      log(
          installed,
          null,
          "the reply file is not an empty file of this user: the command shows nothing");
    } catch (IOException | RuntimeException gone) {
      // The command has ended, or cannot be seen from this container.
    }
    return null;
  }

  private static boolean isOwn(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return true;
    }
    Object owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
    Path process = Paths.get("/proc/self");
    return Files.exists(process) && owner.equals(Files.getOwner(process))
        || owner.toString().equals(System.getProperty("user.name"));
  }

  private static synchronized void install(
      @Nullable String arguments, Instrumentation instrumentation, @Nullable File reply) {
    HolySheepAgent agent = installed;
    try {
      if (agent != null) {
        String off = agent.offSince();
        agent.log(
            reply,
            off == null
                ? "this JVM is watched already: nothing is done"
                : "this JVM is watched already, but off since " + off + ": use the command on");
        return;
      }
      agent = new HolySheepAgent(arguments, instrumentation, reply);
      instrumentation.addTransformer(agent, true);
      installed = agent;
      agent.watch(instrumentation);
    } catch (SecurityException e) {
      log(
          agent,
          reply,
          "not installed, the security policy must grant this jar AllPermission: " + e);
    } catch (Throwable e) {
      log(agent, reply, "not installed: " + e);
    }
  }

  private static synchronized void turn(boolean on, @Nullable File reply) {
    HolySheepAgent agent = installed;
    if (agent == null) {
      // Not on the stderr of a program that has nothing to do with the agent.
      append(reply, "[holysheep-agent] not switched: no agent is in this JVM");
      return;
    }
    try {
      agent.log(reply, agent.turn(on));
    } catch (Throwable e) {
      agent.log(reply, "not switched: " + rootCause(e));
    }
  }

  /** Returns what to tell the user. Lines about the switch ignore {@code log.level}. */
  private String turn(boolean on) throws Exception {
    String since;
    synchronized (coreLock) {
      if (core == null ? isSwitchedOff() : !switchCore(core, on)) {
        return "not switched: this JVM was started with enabled=false, so it must be restarted"
            + " without that";
      }
      since = offSince;
      if (on == (since == null)) {
        return on ? "on already: nothing is done" : "off already, since " + since + HOW_ON;
      }
      offSince = on ? null : Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      saidOff = false;
      if (!on) {
        return "switched off at "
            + offSince
            + ": calls in flight end as usual, new ones are not watched"
            + HOW_ON;
      }
    }
    // Not with the lock: other threads weave meanwhile.
    retransformLoaded(Objects.requireNonNull(instrumentation));
    return "switched on: new calls are watched again; it was off since " + since;
  }

  private static boolean switchCore(ClassFileTransformer core, boolean on) throws Exception {
    return (Boolean) core.getClass().getMethod("switchTo", boolean.class).invoke(core, on);
  }

  private @Nullable String offSince() {
    synchronized (coreLock) {
      return offSince;
    }
  }

  /** Runs a command of the jar, for example {@code attach}. */
  public static void main(String[] arguments) throws Exception {
    HolySheepAgent core = new HolySheepAgent(null, null, null);
    core.loadClass("ai.holysheep.agent.command.Command")
        .getMethod("run", String[].class, File.class)
        .invoke(null, arguments, core.jar);
  }

  private void watch(Instrumentation jvm) {
    boolean any = retransformLoaded(jvm);
    if (reply != null && !any) {
      log(reply, "attached: no HTTP client is loaded yet, the first that is will be watched");
    }
  }

  /** Returns whether there was any class to instrument. */
  private boolean retransformLoaded(Instrumentation jvm) {
    boolean any = false;
    for (Class<?> loaded : jvm.getAllLoadedClasses()) {
      String name = loaded.getName();
      if (isLogManager(name.replace('.', '/'))) {
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
    return any;
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
      if (leftOut) {
        weaveLater();
      }
      if (isFirstOfClient(name)) {
        prepare();
      }
      return null;
    }
    if (!hasStack()) {
      leftOut = true;
      return null;
    }
    try {
      ClassFileTransformer weaver = hasSecurityManager() ? privilegedCore() : core();
      return weaver == null
          ? null
          : weaver.transform(loader, name, redefined, protectionDomain, bytes);
    } catch (Throwable e) {
      Throwable cause = rootCause(e);
      if (cause instanceof VirtualMachineError) {
        leftOut = true;
      }
      log(reply, name + " left as it is: " + cause);
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
    return Thread.currentThread() == starter
        ? core()
        : (ClassFileTransformer) AccessController.doPrivileged(this);
  }

  /** The work of a thread of this class. */
  @Override
  public @Nullable Object call() throws Exception {
    return hasSecurityManager() ? AccessController.doPrivileged(this) : run();
  }

  /** Which work it is follows from the thread and its locks: there is no second class. */
  @Override
  public @Nullable Object run() throws Exception {
    if (Thread.holdsLock(readLock)) {
      return read(Objects.requireNonNull(reading));
    }
    if (Thread.currentThread() == writerThread) {
      writeLines();
      return null;
    }
    if (Thread.currentThread() == starter) {
      startLater();
      return null;
    }
    return core();
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
      if (core == null && offSince != null && !saidOff) {
        saidOff = true;
        log(reply, "off since " + offSince + ": HTTP clients that load now are left as they are");
      }
      if (core == null && offSince == null && starter == null && starts < MAX_STARTS) {
        starts++;
        try {
          core = start(this);
        } catch (Throwable e) {
          // For example, the JVM has no memory now.
          leftOut = true;
          weaveLater();
          throw e;
        }
      }
      return core;
    }
  }

  private void weaveLater() {
    synchronized (coreLock) {
      if (leftOut && starter == null && laterTries < MAX_STARTS && hasStack()) {
        laterTries++;
        leftOut = !startThread();
      }
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

  private ClassFileTransformer start(HolySheepAgent loader) throws Exception {
    return (ClassFileTransformer)
        loader
            .loadClass("ai.holysheep.agent.AgentRuntime")
            .getMethod(
                "start", Instrumentation.class, String.class, CountDownLatch.class, File.class)
            .invoke(null, instrumentation, arguments, loggingStarted, reply);
  }

  /**
   * Tries to start the core, each time in a new loader: a class whose initializer has failed never
   * works again. Then it does what attaching does with the classes that have loaded.
   */
  private void startLater() {
    long pause = FIRST_RETRY_MILLIS;
    boolean done = false;
    try {
      do {
        sleep(pause);
        pause *= 2;
        startIfLacking();
      } while (isLacking() && starts < MAX_STARTS);
      retransformLoaded(Objects.requireNonNull(instrumentation));
      done = true;
    } finally {
      synchronized (coreLock) {
        starter = null;
        leftOut |= !done;
      }
    }
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException byTheApplication) {
      // It tries sooner.
    }
  }

  private boolean isLacking() {
    synchronized (coreLock) {
      return core == null && offSince == null;
    }
  }

  private void startIfLacking() {
    if (!isLacking()) {
      return;
    }
    starts++;
    try {
      ClassFileTransformer started = start(new HolySheepAgent(arguments, instrumentation, reply));
      synchronized (coreLock) {
        core = started;
        if (offSince != null) {
          switchCore(started, false);
        }
      }
      log(reply, "started at try " + starts);
    } catch (Throwable e) {
      if (starts == MAX_STARTS) {
        log(reply, "no call is watched, the agent cannot start: " + rootCause(e));
      }
    }
  }

  private boolean startThread() {
    try {
      Thread thread = new Thread(new FutureTask<>(this), "holysheep-agent-start");
      thread.setDaemon(true);
      starter = thread;
      thread.start();
      return true;
    } catch (Throwable noThread) {
      starter = null;
      return false;
    }
  }

  /**
   * Called when a client's first class loads. Its first instrumented class loads some hundred
   * milliseconds later. A thread of the core uses this time to load the classes that weaving needs;
   * otherwise the first weaving loads them.
   */
  private void prepare() {
    if (!hasStack()
        || !prepared.compareAndSet(false, true)
        || hasSecurityManager()
        || isSwitchedOff()) {
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
        entries = hasSecurityManager() ? privilegedRead(name) : read(name);
        archive.set(new SoftReference<>(entries));
      }
      return entries;
    }
  }

  @SuppressWarnings("unchecked")
  private Map<String, byte[]> privilegedRead(String name) {
    synchronized (readLock) {
      reading = name;
      try {
        return (Map<String, byte[]>)
            Objects.requireNonNull(AccessController.doPrivileged(this), name);
      } catch (PrivilegedActionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Map<String, byte[]> read(String name) {
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
    } catch (IOException | RuntimeException e) {
      log(reply, name + " is not read: " + e);
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
    synchronized (domainLock) {
      if (domain == null) {
        Permissions all = new Permissions();
        all.add(new AllPermission());
        domain = new ProtectionDomain(null, all);
      }
      return domain;
    }
  }

  private static void log(@Nullable HolySheepAgent agent, @Nullable File reply, String message) {
    if (agent == null) {
      print(reply, message);
    } else {
      agent.log(reply, message);
    }
  }

  /** A thread of the application waits a tenth of a second at most if nobody reads stderr. */
  private void log(@Nullable File to, String message) {
    try {
      FutureTask<@Nullable Object> writing;
      synchronized (LINES) {
        if (LINES.size() < MAX_WAITING_LINES) {
          LINES.add(new SimpleImmutableEntry<>(to, message));
        }
        writing = writer;
        if (writing == null) {
          writing = startWriter();
        }
      }
      writing.get(LINE_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | OutOfMemoryError | StackOverflowError notYetWritten) {
      // The writer goes on, or there is no memory for a line.
    }
  }

  private FutureTask<@Nullable Object> startWriter() {
    FutureTask<@Nullable Object> writing = new FutureTask<>(this);
    Thread thread = new Thread(writing, "holysheep-agent-line");
    thread.setDaemon(true);
    writer = writing;
    writerThread = thread;
    try {
      thread.start();
    } catch (Throwable noThread) {
      writer = null;
      writeLines();
      writing.cancel(false);
    }
    return writing;
  }

  private static void writeLines() {
    while (true) {
      Map.Entry<@Nullable File, String> line;
      synchronized (LINES) {
        line = LINES.poll();
        if (line == null) {
          writer = null;
          return;
        }
      }
      print(line.getKey(), line.getValue());
    }
  }

  private static void print(@Nullable File reply, String message) {
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
    append(reply, line);
  }

  private static void append(@Nullable File reply, String line) {
    if (reply == null) {
      return;
    }
    try (OutputStream out =
        Files.newOutputStream(
            reply.toPath(), StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException gone) {
      // The command that reads the file has ended.
    }
  }
}
