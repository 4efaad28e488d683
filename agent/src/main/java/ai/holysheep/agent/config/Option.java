package ai.holysheep.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An option of the agent: its key, what it may be, its default, and what it does. Each client's own
 * option is made from its descriptor. README's table is made from this.
 */
public final class Option {
  private static final List<Option> DECLARED = new ArrayList<>();

  public static final Option ENABLED =
      option("enabled", Kind.BOOLEAN, "true", "`false`: the agent does nothing at all");

  public static final Option CONFIG_FILE =
      text("config.file", "a properties file with any of these keys");

  public static final Option HOSTS =
      option(
          "hosts",
          Kind.HOSTS,
          "api.holysheep.ai",
          "watch calls to these hosts: `host`, `host:port`, `*.domain` (subdomains) or `*`"
              + " (every host)");

  public static final Option METRICS_ENABLED =
      option("metrics.enabled", Kind.BOOLEAN, "true", "`false`: no metrics server");

  public static final Option METRICS_HOST =
      option(
          "metrics.host",
          Kind.TEXT,
          "127.0.0.1",
          "address to listen on; `0.0.0.0` is every address");

  public static final Option METRICS_PORT =
      option(
          "metrics.port",
          Kind.PORTS,
          "9464",
          "port to listen on; a range such as `9464-9474` takes the first free port, `0` any"
              + " free port");

  public static final Option METRICS_PATH =
      option("metrics.path", Kind.PATH, "/metrics", "path of the metrics");

  public static final Option METRICS_USERNAME =
      text("metrics.username", "user name for basic authentication");

  public static final Option METRICS_PASSWORD =
      text("metrics.password", "password for basic authentication");

  public static final Option METRICS_PASSWORD_FILE =
      text("metrics.password-file", "file whose first line is that password");

  public static final Option METRICS_TLS_KEYSTORE =
      text("metrics.tls.keystore", "serve HTTPS with this PKCS#12 or JKS key store");

  public static final Option METRICS_TLS_KEYSTORE_PASSWORD =
      text("metrics.tls.keystore-password", "the key store's password");

  public static final Option METRICS_TLS_KEYSTORE_PASSWORD_FILE =
      text(
          "metrics.tls.keystore-password-file",
          "file whose first line is the key store's password");

  public static final Option METRICS_TLS_TRUSTSTORE =
      text(
          "metrics.tls.truststore",
          "only serve clients that show a certificate of, or issued by, one in this PKCS#12 or JKS"
              + " store");

  public static final Option METRICS_TLS_TRUSTSTORE_PASSWORD =
      text("metrics.tls.truststore-password", "the trust store's password");

  public static final Option METRICS_TLS_TRUSTSTORE_PASSWORD_FILE =
      text(
          "metrics.tls.truststore-password-file",
          "file whose first line is the trust store's password");

  public static final Option METRICS_BUCKETS =
      option(
          "metrics.buckets",
          Kind.BUCKETS,
          "0.1;0.25;0.5;1;2;3;5;7.5;10;15;30;60;120",
          "upper bounds of the duration histograms' buckets, in seconds");

  public static final Option METRICS_MAX_MODELS =
      option(
          "metrics.max-models",
          Kind.COUNT,
          "100",
          "how many models that have answered get a label `model`; later ones become `other`");

  public static final Option METRICS_LABELS =
      option(
          "metrics.labels",
          Kind.EXTRA_LABELS,
          null,
          "more labels on requests, tokens and cost: `caller`, `entry`, `endpoint`, `client`,"
              + " `user`, `api_key`, and the labels of `attribution.headers`, for example `x_team`;"
              + " values of one label after the fiftieth become `other`");

  public static final Option METRICS_STREAMS =
      option("metrics.streams", Kind.BOOLEAN, "false", "also publish two histograms of streams");

  public static final Option METRICS_JVM =
      option(
          "metrics.jvm",
          Kind.BOOLEAN,
          "false",
          "also publish the JVM's own metrics: memory, garbage collection, threads, classes,"
              + " process");

  public static final Option METRICS_CONSTANT_LABELS =
      option(
          "metrics.constant-labels",
          Kind.LABELS,
          null,
          "labels on every series, for example `team=cs;env=prod`");

  public static final Option PUSHGATEWAY_ADDRESS =
      text(
          "pushgateway.address",
          "push to this Pushgateway (`host:port` or URL) at an interval and when the JVM ends;"
              + " for batch jobs");

  public static final Option PUSHGATEWAY_INTERVAL =
      option("pushgateway.interval", Kind.DURATION, "15s", "time between two pushes");

  public static final Option PUSHGATEWAY_JOB =
      option("pushgateway.job", Kind.TEXT, "holysheep", "the label `job` of the pushed metrics");

  public static final Option OTLP_ENDPOINT =
      text(
          "otlp.endpoint",
          "push to this OTLP/HTTP receiver, for example the URL of an OpenTelemetry Collector,"
              + " every 15 s and when the JVM ends");

  public static final Option PRICING_FILE =
      text(
          "pricing.file",
          "a JSON file that adds prices to the built-in ones and replaces them; read again when"
              + " it changes");

  public static final Option REPORTED_COST_SCALE =
      option(
          "pricing.reported-cost-scale",
          Kind.SCALE,
          "1",
          "multiplies `X-Cost-Millicents`, for a gateway that sends another unit");

  public static final Option LEDGER_DIR =
      text("ledger.dir", "write every call as a line of JSON into this folder");

  public static final Option LEDGER_FLUSH =
      option(
          "ledger.flush", Kind.DURATION, "1s", "how long a call may wait until it is in the file");

  public static final Option LEDGER_QUEUE =
      option(
          "ledger.queue",
          Kind.SIZE,
          "8192",
          "how many calls may wait; more are dropped and counted");

  public static final Option LEDGER_RETENTION_DAYS =
      option(
          "ledger.retention-days",
          Kind.COUNT,
          "30",
          "after how many days the agent deletes the ledger's files");

  public static final Option CALLER_PACKAGES =
      option(
          "caller.packages",
          Kind.PACKAGES,
          null,
          "the application's own packages: only their code is a `caller` or an `entry`");

  public static final Option CALLER_SKIP =
      option(
          "caller.skip",
          Kind.PACKAGES,
          null,
          "classes or packages of the application that only pass calls on: their code is neither a"
              + " `caller` nor an `entry`");

  public static final Option ATTRIBUTION_HEADERS =
      option(
          "attribution.headers",
          Kind.HEADERS,
          null,
          "up to 8 header fields of requests that say who pays, for example `X-Team;X-Tenant`; none"
              + " that carries a secret, such as `Authorization`");

  public static final Option ATTRIBUTION_USER =
      option(
          "attribution.user",
          Kind.BOOLEAN,
          "false",
          "read from a request's body whom it names as `user`");

  public static final Option ATTRIBUTION_API_KEY =
      option(
          "attribution.api-key",
          Kind.BOOLEAN,
          "false",
          "tell API keys apart by a keyed fingerprint of 8 digits, never by the key");

  public static final Option ATTRIBUTION_REQUESTS =
      option(
          "attribution.requests",
          Kind.BOOLEAN,
          "false",
          "tell requests apart by a keyed fingerprint of path and body, and count those that are"
              + " answered twice within an hour");

  public static final Option ATTRIBUTION_SECRET_FILE =
      text(
          "attribution.secret-file",
          "file whose bytes, without the end of its last line, key the fingerprints: JVMs that share"
              + " it have the same ones; without it they differ from start to start");

  public static final Option BUDGET_USD_DAY =
      option(
          "budget.usd-day",
          Kind.AMOUNT,
          null,
          "count the calls that a cap of so many USD a UTC day would have stopped; no call is"
              + " stopped");

  public static final Option LOG_LEVEL =
      option(
          "log.level",
          Kind.LEVEL,
          "info",
          "lowest level that is logged: `debug`, `info`, `warn` or `off`; lines go to stderr and"
              + " begin with `[holysheep-agent]`");

  final String key;
  final Kind kind;
  final @Nullable String defaultText;
  final String help;

  private Option(String key, Kind kind, @Nullable String defaultText, String help) {
    this.key = key;
    this.kind = kind;
    this.defaultText = defaultText;
    this.help = help;
  }

  private static Option option(String key, Kind kind, @Nullable String defaultText, String help) {
    Option option = new Option(key, kind, defaultText, help);
    DECLARED.add(option);
    return option;
  }

  private static Option text(String key, String help) {
    return option(key, Kind.TEXT, null, help);
  }

  /**
   * The option that switches a client off.
   *
   * @param client the value of the label {@code client}
   * @param title what the description calls it
   */
  public static Option ofClient(String client, String title) {
    return new Option(clientKey(client), Kind.BOOLEAN, "true", "watch " + title);
  }

  static String clientKey(String client) {
    return "instrumentation." + client + ".enabled";
  }

  /** All options but the clients', in the order of README's table. */
  public static List<Option> declared() {
    return Collections.unmodifiableList(DECLARED);
  }

  public String key() {
    return key;
  }

  /** This option's row of README's table. */
  public String row() {
    String byDefault = defaultText == null ? "none" : "`" + defaultText + "`";
    return "| `" + key + "` | " + byDefault + " | " + help + " |";
  }

  /** The key as an environment variable's name: {@code HOLYSHEEP_METRICS_PORT}. */
  String environmentName() {
    return "HOLYSHEEP_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
