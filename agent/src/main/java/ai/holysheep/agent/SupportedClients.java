package ai.holysheep.agent;

import ai.holysheep.agent.adapter.apache4.Apache4Descriptor;
import ai.holysheep.agent.adapter.apache4async.Apache4AsyncDescriptor;
import ai.holysheep.agent.adapter.apache5.Apache5Descriptor;
import ai.holysheep.agent.adapter.apache5async.Apache5AsyncDescriptor;
import ai.holysheep.agent.adapter.jdk.JdkDescriptor;
import ai.holysheep.agent.adapter.okhttp.OkHttpDescriptor;
import ai.holysheep.agent.adapter.urlconnection.UrlConnectionDescriptor;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.instrumentation.ClientDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The list of the HTTP clients that the agent watches. Options, metrics, README's tables and the
 * tests use it. A test holds the class names in {@link HolySheepAgent} equal to it.
 */
public final class SupportedClients {
  private static final List<ClientDescriptor> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              new JdkDescriptor(),
              new OkHttpDescriptor(),
              new Apache4Descriptor(),
              new Apache4AsyncDescriptor(),
              new Apache5Descriptor(),
              new Apache5AsyncDescriptor(),
              new UrlConnectionDescriptor()));

  private SupportedClients() {}

  public static List<ClientDescriptor> all() {
    return ALL;
  }

  static Option[] options() {
    Option[] options = new Option[ALL.size()];
    for (int i = 0; i < options.length; i++) {
      options[i] = Option.ofClient(ALL.get(i).name(), ALL.get(i).title());
    }
    return options;
  }

  static List<String> packages() {
    List<String> packages = new ArrayList<>();
    for (ClientDescriptor client : ALL) {
      packages.addAll(client.packages());
    }
    return packages;
  }
}
