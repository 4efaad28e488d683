package ai.holysheep.agent.config;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The values of the agent's options. They come from agent arguments, system properties, environment
 * and file; the first of these that has a key wins. Immutable. For an unknown key or a wrong value
 * the agent logs one line and uses the default.
 */
public final class Config {
  private static final String PROPERTY = "holysheep.";
  private static final String ARGUMENT = "agent argument";
  private static final String HIDDEN = "(hidden; quote a value that has a comma)";

  private static final int MAX_FILE_BYTES = 64 * 1024;

  /** The thread that loads the first instrumented class waits for {@code config.file}. */
  private static final long MAX_FILE_MILLIS = 2_000;

  /** By key. */
  private final Map<String, Option> options = new LinkedHashMap<>();

  /** By key. Has only the options that are set. */
  private final Map<String, Object> values = new HashMap<>();

  private Config(Option... clientOptions) {
    Option.declared().forEach(option -> options.put(option.key, option));
    Arrays.asList(clientOptions).forEach(option -> options.put(option.key, option));
  }

  /**
   * Reads all four sources of the running JVM.
   *
   * @param clientOptions made by {@link Option#ofClient}
   */
  public static Config load(@Nullable String arguments, Option... clientOptions) {
    return load(arguments, System.getProperties(), System.getenv(), clientOptions);
  }

  static Config load(
      @Nullable String arguments,
      Properties properties,
      Map<String, String> environment,
      Option... clientOptions) {
    Config config = new Config(clientOptions);
    config.addArguments(AgentArguments.parse(arguments));
    config.addMissing("system property", prefixed(properties));
    config.addMissing("environment", config.environmentOptions(environment));
    String file = config.text(Option.CONFIG_FILE);
    if (file != null) {
      config.addMissing("file " + file, read(file));
    }
    config.checkExtraLabels();
    return config;
  }

  public boolean is(Option option) {
    return (Boolean) require(option);
  }

  /** Whether the options leave this client enabled. */
  public boolean isInstrumented(String client) {
    Option option = options.get(Option.clientKey(client));
    return option != null && is(option);
  }

  public @Nullable String text(Option option) {
    return (String) value(option);
  }

  /** The parsed value of an option that has a default. */
  public <T> T get(Option option, Class<T> type) {
    return type.cast(require(option));
  }

  /** {@code null} where the option is not set. */
  public @Nullable BigDecimal amount(Option option) {
    return (BigDecimal) value(option);
  }

  @SuppressWarnings("unchecked")
  public Map<String, String> labels() {
    Object labels = value(Option.METRICS_CONSTANT_LABELS);
    return labels == null ? new LinkedHashMap<>() : (Map<String, String>) labels;
  }

  /** {@code null} where the option is not set. */
  @SuppressWarnings("unchecked")
  public @Nullable List<String> list(Option option) {
    return (List<String>) value(option);
  }

  /**
   * The first line of the file that {@code fileOption} names; without it, {@code option}. Call it
   * on a thread of the agent: see {@link BoundedFile}.
   */
  public @Nullable String secret(Option option, Option fileOption) throws IOException {
    String file = text(fileOption);
    if (file == null) {
      return text(option);
    }
    String content = new String(BoundedFile.read(file, MAX_FILE_BYTES), StandardCharsets.UTF_8);
    return new BufferedReader(new StringReader(content)).readLine();
  }

  private @Nullable Object value(Option option) {
    Object value = values.get(option.key);
    return value != null || option.defaultText == null
        ? value
        : option.kind.parse(option.defaultText);
  }

  private Object require(Option option) {
    Object value = value(option);
    if (value == null) {
      throw new IllegalStateException(option.key + " has no default");
    }
    return value;
  }

  /** What is behind an unquoted comma in a secret looks like the next entry. */
  private void addArguments(Map<String, String> pairs) {
    Map<String, String> whole = new LinkedHashMap<>();
    String secret = null;
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      String key = pair.getKey();
      if (options.containsKey(key)) {
        whole.put(key, pair.getValue());
        secret = OptionKey.mayHoldSecret(key) ? key : null;
      } else if (OptionKey.isLikeAnOption(key)) {
        warn(ARGUMENT, key, "no such option; allowed: " + keys());
      } else if (secret == null) {
        warn(ARGUMENT, HIDDEN, "no such option; allowed: " + keys());
      } else if (whole.remove(secret) != null) {
        warn(ARGUMENT, secret, "ignored (hidden): put a value that has a comma into double quotes");
      }
    }
    addMissing(ARGUMENT, whole);
  }

  private void addMissing(String source, Map<String, String> pairs) {
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      Option option = options.get(pair.getKey());
      if (option == null) {
        warn(
            source,
            OptionKey.isShown(pair.getKey()) ? pair.getKey() : HIDDEN,
            "no such option; allowed: " + keys());
      } else if (!values.containsKey(option.key)) {
        set(source, option, pair.getValue());
      }
    }
  }

  /** Only when all options are known, it is known which labels header fields have. */
  private void checkExtraLabels() {
    List<String> labels = list(Option.METRICS_LABELS);
    String problem =
        labels == null
            ? null
            : ExtraLabelNames.problem(labels, list(Option.ATTRIBUTION_HEADERS), labels());
    if (problem != null) {
      values.remove(Option.METRICS_LABELS.key);
      warn("option", Option.METRICS_LABELS.key, problem + "; using none");
    }
  }

  private void set(String source, Option option, String text) {
    try {
      values.put(option.key, option.kind.parse(text.trim()));
    } catch (RuntimeException e) {
      String shown = option.key.contains("password") ? "(hidden)" : "\"" + text + "\"";
      String used = option.defaultText == null ? "none" : option.defaultText;
      warn(
          source,
          option.key,
          shown + " is not allowed, must be " + option.kind.allowed + "; using " + used);
    }
  }

  private static void warn(String source, String key, String problem) {
    AgentErrors.count(AgentErrors.Stage.CONFIG);
    Log.warn(source + " " + key + ": " + problem);
  }

  private String keys() {
    return String.join(", ", options.keySet());
  }

  private static Map<String, String> prefixed(Properties properties) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PROPERTY)) {
        pairs.put(name.substring(PROPERTY.length()), properties.getProperty(name));
      }
    }
    return pairs;
  }

  /** Ignores other names: for example {@code HOLYSHEEP_API_KEY} belongs to the application. */
  private Map<String, String> environmentOptions(Map<String, String> environment) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Option option : options.values()) {
      String value = environment.get(option.environmentName());
      if (value != null) {
        pairs.put(option.key, value);
      }
    }
    return pairs;
  }

  private static Map<String, String> read(String file) {
    Properties properties = new Properties();
    try {
      byte[] content =
          TimedRead.read(() -> BoundedFile.read(file, MAX_FILE_BYTES), MAX_FILE_MILLIS);
      properties.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
    } catch (IOException | RuntimeException | Error e) {
      warn("file", Option.CONFIG_FILE.key, "\"" + file + "\" cannot be read: " + e);
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(name -> pairs.put(name, properties.getProperty(name)));
    return pairs;
  }
}
