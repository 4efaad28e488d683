package ai.holysheep.agent.tests;

import ai.holysheep.sample.gateway.Served;
import java.io.File;
import java.util.List;

/** Runs calls whose heads say who pays, and which trace they belong to. */
public final class OwnersRun {
  private OwnersRun() {}

  /**
   * Starts them; see the program {@code Owners}.
   *
   * @param options of the agent, besides the host
   */
  public static ForkedJvm start(String gateway, String options) {
    String classPath =
        ForkedJvm.classPath(
            Clients.classPathOfEach()
                + File.pathSeparator
                + Clients.classPath("apache-async-4.1.5"));
    return ForkedJvm.start(
        Jdks.running(),
        List.of(
            ForkedJvm.agent("hosts=127.0.0.1," + options),
            "-cp",
            classPath,
            "ai.holysheep.agent.tests.program.Owners",
            gateway));
  }

  /** The header field as the gateway received it; {@code null} as a text if it is missing. */
  public static String field(Served request, String name) {
    return request.requestHeaders.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst()
        .orElse("null");
  }
}
