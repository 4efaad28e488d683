package ai.holysheep.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * Every option of the agent: its key, what it may be, its default, and what it does. README's table
 * is made from this.
 */
public enum Option {
  ENABLED("enabled", Kind.BOOLEAN, "true", "`false`: the agent does nothing at all"),
  CONFIG_FILE("config.file", Kind.TEXT, null, "a properties file with any of these keys"),
  HOSTS(
      "hosts",
      Kind.HOSTS,
      "api.holysheep.ai",
      "which hosts' calls are watched: `host`, `host:port`, `*.domain` (subdomains) or `*` (every"
          + " host)"),
  METRICS_ENABLED("metrics.enabled", Kind.BOOLEAN, "true", "`false`: no metrics server"),
  METRICS_HOST("metrics.host", Kind.TEXT, "127.0.0.1", "address to listen on; `0.0.0.0` for all"),
  METRICS_PORT(
      "metrics.port",
      Kind.PORTS,
      "9464",
      "port; a range such as `9464-9474` takes the first free one, `0` any"),
  METRICS_PATH("metrics.path", Kind.PATH, "/metrics", "where the metrics are"),
  METRICS_USERNAME("metrics.username", Kind.TEXT, null, "basic authentication: user"),
  METRICS_PASSWORD("metrics.password", Kind.TEXT, null, "basic authentication: password"),
  METRICS_PASSWORD_FILE(
      "metrics.password-file",
      Kind.TEXT,
      null,
      "basic authentication: file whose first line is the password"),
  METRICS_TLS_KEYSTORE(
      "metrics.tls.keystore", Kind.TEXT, null, "serve HTTPS with this PKCS#12 or JKS key store"),
  METRICS_TLS_KEYSTORE_PASSWORD(
      "metrics.tls.keystore-password", Kind.TEXT, null, "the key store's password"),
  METRICS_TLS_KEYSTORE_PASSWORD_FILE(
      "metrics.tls.keystore-password-file",
      Kind.TEXT,
      null,
      "file whose first line is the key store's password"),
  METRICS_BUCKETS(
      "metrics.buckets",
      Kind.BUCKETS,
      "0.1;0.25;0.5;1;2;3;5;7.5;10;15;30;60;120",
      "upper bounds of the duration histograms' buckets, in seconds"),
  METRICS_MAX_MODELS(
      "metrics.max-models",
      Kind.COUNT,
      "100",
      "values of the label `model`; later ones become `other`"),
  METRICS_LABELS(
      "metrics.labels",
      Kind.EXTRA_LABELS,
      null,
      "more labels on requests, tokens and cost: `caller`, `endpoint`, `client`; callers and endpoints"
          + " after the fiftieth become `other`"),
  METRICS_JVM(
      "metrics.jvm",
      Kind.BOOLEAN,
      "false",
      "the JVM's own metrics as well: memory, garbage collection, threads, classes, process"),
  METRICS_CONSTANT_LABELS(
      "metrics.constant-labels", Kind.LABELS, null, "labels on every series: `team=cs;env=prod`"),
  PUSHGATEWAY_ADDRESS(
      "pushgateway.address",
      Kind.TEXT,
      null,
      "push to this Pushgateway, `host:port` or URL, at an interval and when the JVM ends: for batch jobs"),
  PUSHGATEWAY_INTERVAL("pushgateway.interval", Kind.DURATION, "15s", "how often it is pushed"),
  PUSHGATEWAY_JOB("pushgateway.job", Kind.TEXT, "holysheep", "the job that it is pushed as"),
  OTLP_ENDPOINT(
      "otlp.endpoint",
      Kind.TEXT,
      null,
      "push to this OTLP/HTTP receiver, an OpenTelemetry Collector's URL say, every 15 s and when the JVM ends"),
  PRICING_FILE(
      "pricing.file",
      Kind.TEXT,
      null,
      "a JSON file with prices, which add to the built-in ones and replace them; read again when it"
          + " changes"),
  REPORTED_COST_SCALE(
      "pricing.reported-cost-scale",
      Kind.SCALE,
      "1",
      "multiplies `X-Cost-Millicents`, for a gateway that sends another unit"),
  LEDGER_DIR(
      "ledger.dir", Kind.TEXT, null, "a folder for the ledger: every call as a line of JSON"),
  LEDGER_FLUSH(
      "ledger.flush", Kind.DURATION, "1s", "how long a call may wait until it is in the file"),
  LEDGER_QUEUE(
      "ledger.queue", Kind.SIZE, "8192", "calls that may wait; more are dropped, and counted"),
  LEDGER_RETENTION_DAYS(
      "ledger.retention-days", Kind.COUNT, "30", "the ledger's older files are deleted"),
  CALLER_PACKAGES(
      "caller.packages",
      Kind.PACKAGES,
      null,
      "the application's own packages: only their code is a `caller`"),
  LOG_LEVEL(
      "log.level",
      Kind.LEVEL,
      "info",
      "`debug`, `info`, `warn` or `off`; to stderr, prefix `[holysheep-agent]`"),
  JDK_ENABLED(
      "instrumentation.java.net.http.enabled",
      Kind.BOOLEAN,
      "true",
      "watch `java.net.http.HttpClient`"),
  OKHTTP_ENABLED("instrumentation.okhttp.enabled", Kind.BOOLEAN, "true", "watch OkHttp"),
  APACHE4_ENABLED(
      "instrumentation.apache4.enabled", Kind.BOOLEAN, "true", "watch Apache HttpClient 4"),
  APACHE4_ASYNC_ENABLED(
      "instrumentation.apache4-async.enabled",
      Kind.BOOLEAN,
      "true",
      "watch Apache HttpAsyncClient 4"),
  APACHE5_ENABLED(
      "instrumentation.apache5.enabled",
      Kind.BOOLEAN,
      "true",
      "watch Apache HttpClient 5, the blocking one"),
  APACHE5_ASYNC_ENABLED(
      "instrumentation.apache5-async.enabled",
      Kind.BOOLEAN,
      "true",
      "watch Apache HttpClient 5, the asynchronous one"),
  URLCONNECTION_ENABLED(
      "instrumentation.urlconnection.enabled",
      Kind.BOOLEAN,
      "true",
      "watch `java.net.HttpURLConnection`");

  final String key;
  final Kind kind;
  final @Nullable String defaultText;
  final String help;

  Option(String key, Kind kind, @Nullable String defaultText, String help) {
    this.key = key;
    this.kind = kind;
    this.defaultText = defaultText;
    this.help = help;
  }

  public String key() {
    return key;
  }

  static @Nullable Option byKey(String key) {
    for (Option option : values()) {
      if (option.key.equals(key)) {
        return option;
      }
    }
    return null;
  }

  /** The key as an environment variable's name: {@code HOLYSHEEP_METRICS_PORT}. */
  String environmentName() {
    return "HOLYSHEEP_"
        + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
