package ai.holysheep.agent.config;

/** What the application is called, as OpenTelemetry's agents name it: {@code service.name}. */
public final class ServiceName {
  private ServiceName() {}

  /** {@code OTEL_SERVICE_NAME}; else the main class or the jar file's name. */
  public static String get() {
    String configured = System.getenv("OTEL_SERVICE_NAME");
    return configured != null && !configured.isEmpty()
        ? configured
        : programName(System.getProperty("sun.java.command", ""));
  }

  /** The main class or the jar file's name, without folders and arguments. */
  static String programName(String command) {
    String path = command.trim().split(" ", 2)[0];
    String name = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
    return name.isEmpty() ? "unknown_service:java" : name.replaceFirst("\\.jar$", "");
  }
}
