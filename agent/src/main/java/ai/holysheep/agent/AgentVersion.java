package ai.holysheep.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The agent's version, which the build writes into a resource. */
final class AgentVersion {
  private AgentVersion() {}

  static String read() throws IOException {
    try (InputStream in =
            AgentVersion.class
                .getClassLoader()
                .getResourceAsStream("ai/holysheep/agent/version.txt");
        BufferedReader line =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return line.readLine();
    }
  }
}
