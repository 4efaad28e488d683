package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every hook is where the agent looks for it, in every version, and what it weaves passes the
 * verifier.
 */
class LinkTest {
  private static final String OKHTTP = "okhttp3.internal.";
  private static final String APACHE4 = "org.apache.http.";
  private static final String CLIENT5 = "org.apache.hc.client5.http.impl.";

  private static final List<String> OKHTTP_30 =
      List.of(
          OKHTTP + "http.HttpEngine", OKHTTP + "http.Http1xStream", OKHTTP + "http.Http2xStream");
  private static final List<String> OKHTTP_34 =
      List.of(
          OKHTTP + "http.BridgeInterceptor",
          OKHTTP + "http.Http1xStream",
          OKHTTP + "http.Http2xStream");
  private static final List<String> OKHTTP_35 =
      List.of(
          OKHTTP + "http.BridgeInterceptor",
          OKHTTP + "http1.Http1Codec",
          OKHTTP + "http2.Http2Codec");
  private static final List<String> OKHTTP_314 =
      List.of(
          OKHTTP + "http.BridgeInterceptor",
          OKHTTP + "http1.Http1ExchangeCodec",
          OKHTTP + "http2.Http2ExchangeCodec");

  /** The connection's two forms are of 4.0 and of 4.2. */
  private static final List<String> APACHE_40 =
      List.of(
          APACHE4 + "impl.client.DefaultRequestDirector",
          APACHE4 + "impl.entity.EntitySerializer",
          APACHE4 + "impl.entity.EntityDeserializer",
          APACHE4 + "impl.conn.AbstractClientConnAdapter",
          APACHE4 + "protocol.HttpRequestExecutor");

  private static final List<String> APACHE_42 =
      with(APACHE_40, APACHE4 + "impl.conn.ManagedClientConnectionImpl");
  private static final List<String> APACHE_43 =
      with(
          APACHE_42,
          APACHE4 + "impl.execchain.ProtocolExec",
          APACHE4 + "impl.execchain.MinimalClientExec",
          APACHE4 + "impl.execchain.HttpResponseProxy",
          APACHE4 + "impl.BHttpConnectionBase");
  private static final List<String> APACHE_430 =
      with(
          APACHE_42,
          APACHE4 + "impl.execchain.ProtocolExec",
          APACHE4 + "impl.execchain.MinimalClientExec",
          APACHE4 + "impl.execchain.ResponseProxyHandler",
          APACHE4 + "impl.BHttpConnectionBase");
  private static final String[] ASYNC = {
    APACHE4 + "impl.nio.client.InternalHttpAsyncClient",
    APACHE4 + "impl.nio.client.MinimalHttpAsyncClient",
    APACHE4 + "impl.nio.client.AbstractHttpAsyncClient"
  };
  private static final List<String> APACHE_5 =
      List.of(
          CLIENT5 + "classic.ProtocolExec",
          CLIENT5 + "classic.MinimalHttpClient",
          CLIENT5 + "classic.CloseableHttpResponse",
          CLIENT5 + "async.AsyncProtocolExec",
          CLIENT5 + "async.MinimalHttpAsyncClient",
          CLIENT5 + "async.MinimalH2AsyncClient",
          "org.apache.hc.core5.http.impl.io.HttpRequestExecutor",
          "org.apache.hc.core5.http.impl.io.BHttpConnectionBase");

  private static List<String> with(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }

  private static List<String> hooks(String version) {
    if (version.startsWith("okhttp-3.")) {
      int minor = Integer.parseInt(version.split("\\.")[1]);
      return minor < 4 ? OKHTTP_30 : minor < 5 ? OKHTTP_34 : minor < 14 ? OKHTTP_35 : OKHTTP_314;
    }
    if (version.startsWith("okhttp-")) {
      return OKHTTP_314;
    }
    if (version.startsWith("apache-async-")) {
      // 4.0 goes with HttpClient 4.3.1.
      return with(version.equals("apache-async-4.0") ? APACHE_430 : APACHE_43, ASYNC);
    }
    if (version.equals("apache-4.3")) {
      return APACHE_430;
    }
    if (version.startsWith("apache-4.")) {
      char minor = version.charAt("apache-4.".length());
      return minor < '2' ? APACHE_40 : minor < '3' ? APACHE_42 : APACHE_43;
    }
    return APACHE_5;
  }

  @Tag("matrix")
  @Test
  void everyVersionHasItsHooks() {
    TreeSet<String> expected = new TreeSet<>();
    TreeSet<String> classes = new TreeSet<>();
    List<String> versions = new ArrayList<>(Clients.versions(""));
    for (String version : versions) {
      classes.addAll(hooks(version));
      hooks(version).forEach(name -> expected.add("LINKED " + version + " " + name));
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                ForkedJvm.watching(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                "target/classes",
                "ai.holysheep.agent.tests.program.Links",
                String.join(",", classes)));
    versions.forEach(version -> command.add(version + "=" + Clients.classPath(version)));

    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), command)) {
      jvm.awaitLine("DONE");
      assertThat(jvm.out().stream().filter(line -> line.startsWith("LINKED")).sorted().toList())
          .containsExactlyElementsOf(expected);
      assertThat(jvm.scrape().counts("holysheep_agent_instrumented_classes"))
          .isEqualTo(byClient(expected));
      assertThat(jvm.err()).noneMatch(line -> line.contains("not watched"));
    }
  }

  private static Map<String, Long> byClient(TreeSet<String> linked) {
    Map<String, Long> counts = new TreeMap<>();
    for (String client :
        List.of(
            "java.net.http",
            "okhttp",
            "apache4",
            "apache4-async",
            "apache5",
            "apache5-async",
            "urlconnection")) {
      counts.put("{client=\"" + client + "\"}", 0L);
    }
    for (String line : linked) {
      counts.merge("{client=\"" + client(line) + "\"}", 1L, Long::sum);
    }
    return counts;
  }

  private static String client(String line) {
    return line.contains("okhttp3")
        ? "okhttp"
        : line.contains(".nio.client.")
            ? "apache4-async"
            : line.contains("client5.http.impl.async")
                ? "apache5-async"
                : line.contains("org.apache.hc") ? "apache5" : "apache4";
  }

  /** A class of the hook's name that has another method. */
  @Test
  void aVersionWithoutTheHookIsToldOfOnce(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("okhttp-from-the-future.jar");
    String name = "okhttp3/internal/http/BridgeInterceptor";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name + ".class"));
      out.write(EmptyClass.named(name));
      out.closeEntry();
    }
    try (ForkedJvm jvm =
        ForkedJvm.start(
            Jdks.running(),
            List.of(
                ForkedJvm.watching(),
                "-cp",
                "target/classes",
                "ai.holysheep.agent.tests.program.Links",
                name.replace('/', '.'),
                "future=" + jar,
                "again=" + jar))) {
      jvm.awaitLine("DONE");
      assertThat(jvm.scrape().value("holysheep_agent_instrumented_classes", "client=\"okhttp\""))
          .isZero();
      assertThat(jvm.err().stream().filter(line -> line.contains("not watched")))
          .singleElement()
          .asString()
          .isEqualTo(
              "[holysheep-agent] okhttp is not watched, this version has no"
                  + " intercept(Lokhttp3/Interceptor$Chain;) in "
                  + name);
    }
  }
}
