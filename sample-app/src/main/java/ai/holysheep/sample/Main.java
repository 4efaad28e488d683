package ai.holysheep.sample;

import static java.util.Objects.requireNonNull;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A customer support service. It has no code for the agent. */
public final class Main {
  /** With {@code --linger}, the service prints this line after the last question. */
  public static final String DONE = "DONE";

  private static final int THREADS = 8;
  private static final int TALLY_SECONDS = 5;
  private static final int GATEWAY_DELAY_MILLIS = 400;

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    if (options.help) {
      System.out.println(Options.HELP);
      return;
    }
    String key = System.getenv("HOLYSHEEP_API_KEY");
    if (options.gateway != null && key == null) {
      System.err.println(
          "--gateway needs the API key in the environment variable HOLYSHEEP_API_KEY");
      System.exit(2);
    }
    try (FakeGateway builtIn = options.gateway == null ? gateway(options) : null) {
      String url = builtIn == null ? requireNonNull(options.gateway) : builtIn.url();
      Tally tally = serve(options, new GatewayAddress(url, key == null ? "none-needed" : key));
      System.out.println(tally + (builtIn == null ? "" : "; " + Truth.sentence(builtIn)));
      if (options.linger) {
        System.out.println(DONE);
        awaitEndOfInput();
      }
    }
  }

  private static FakeGateway gateway(Options options) throws IOException {
    FakeGateway gateway = FakeGateway.start(0, Mix.typical(), options.seed, GATEWAY_DELAY_MILLIS);
    if (options.truthPort >= 0) {
      Truth.serve(gateway, options.truthPort);
    }
    return gateway;
  }

  private static Tally serve(Options options, GatewayAddress gateway) throws Exception {
    List<ChatClient> clients = clients(options, gateway);
    Tally tally = new Tally();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, DaemonThreads::newThread);
    SupportDesk desk = new SupportDesk(clients, threads, tally, options.seed);
    System.out.println(
        "Support desk open at " + gateway.url + ", " + options.rate + " questions a second");
    int tallyEvery = (int) Math.ceil(options.rate * TALLY_SECONDS);
    long start = System.nanoTime();
    for (int i = 0; i < options.calls; i++) {
      TimeUnit.NANOSECONDS.sleep(start + (long) (i * 1e9 / options.rate) - System.nanoTime());
      desk.open(i);
      if (i > 0 && i % tallyEvery == 0) {
        System.out.println(tally);
      }
    }
    threads.shutdown();
    threads.awaitTermination(2, TimeUnit.MINUTES);
    for (ChatClient client : clients) {
      client.close();
    }
    return tally;
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() != -1) {
      // Ignore the input.
    }
  }

  private static List<ChatClient> clients(Options options, GatewayAddress gateway) {
    List<ChatClient> clients = new ArrayList<>();
    for (String name : options.clients) {
      switch (name) {
        case "java.net.http":
          try {
            clients.add(new JdkChatClient(gateway, options.timeoutSeconds));
          } catch (NoClassDefFoundError e) {
            System.out.println("This JVM has no java.net.http: the service runs without it");
          }
          break;
        case "okhttp":
          clients.add(new OkHttpChatClient(gateway, options.timeoutSeconds));
          break;
        case "apache5":
          clients.add(new ApacheChatClient(gateway, options.timeoutSeconds));
          break;
        default:
          throw new IllegalArgumentException(
              "--clients: " + name + " is not one of java.net.http,okhttp,apache5");
      }
    }
    return clients;
  }
}
