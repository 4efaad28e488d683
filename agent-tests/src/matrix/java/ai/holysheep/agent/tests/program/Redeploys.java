package ai.holysheep.agent.tests.program;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;

/**
 * {@code URL FOLDER TIMES JDK-CLIENT}: Tomcat, in which a web application is deployed, asked, and
 * deployed anew. Waits for a line after the first time, and at the end.
 */
public final class Redeploys {
  /** OkHttp's threads hold on to an application for a minute and a half. */
  private static final long PATIENCE_MILLIS = 270_000;

  private static final long LOOK_MILLIS = 1000;

  private Redeploys() {}

  public static void main(String[] arguments) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    Connector connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(0);
    // Which makes it.
    tomcat.getHost();
    tomcat.setConnector(connector);
    tomcat.start();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    Context context = deploy(tomcat, arguments, loaders);
    System.out.println("DEPLOYED");
    Stdin.awaitLine();
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      ask(connector.getLocalPort(), "stop");
      tomcat.getHost().removeChild(context);
      context = deploy(tomcat, arguments, loaders);
    }
    ask(connector.getLocalPort(), "stop");
    System.out.println("LOADERS " + alive(loaders));
    System.out.println("DONE");
    collect();
    Stdin.awaitLine();
    System.exit(0);
  }

  private static Context deploy(
      Tomcat tomcat, String[] arguments, List<WeakReference<ClassLoader>> loaders)
      throws Exception {
    Context context = tomcat.addContext("/shop", arguments[1]);
    context.getPipeline().addValve(new Shop(arguments[0], arguments[3]));
    loaders.add(new WeakReference<>(context.getLoader().getClassLoader()));
    ask(tomcat.getConnector().getLocalPort(), "serve");
    return context;
  }

  /** Over a plain socket: a client of this loader's own would be watched, too. */
  private static void ask(int port, String what) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET /shop/" + what + " HTTP/1.0\r\nHost: x\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(Body.all(in), StandardCharsets.US_ASCII);
      if (!answer.contains(" 200 ")) {
        System.out.println("FAILED " + what + " " + answer);
      }
    }
  }

  private static long alive(List<WeakReference<ClassLoader>> loaders) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    long alive = count(loaders);
    while (alive > 1 && System.currentTimeMillis() < end) {
      Thread.sleep(LOOK_MILLIS);
      System.gc();
      alive = count(loaders);
    }
    return alive;
  }

  /** What finalizers have kept is gone one collection later than its class loader. */
  private static void collect() {
    Thread collector =
        new Thread(
            () -> {
              while (true) {
                System.gc();
                try {
                  Thread.sleep(LOOK_MILLIS);
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
    collector.setDaemon(true);
    collector.start();
  }

  private static long count(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(loader -> loader.get() != null).count();
  }

  /** Takes a request to the web application, on Tomcat's threads, as its servlet would be. */
  private static final class Shop extends ValveBase {
    private final String url;
    private final String withJdkClient;

    Shop(String url, String withJdkClient) {
      this.url = url;
      this.withJdkClient = withJdkClient;
    }

    @Override
    public void invoke(Request request, Response response) {
      try {
        Class<?> app =
            Thread.currentThread()
                .getContextClassLoader()
                .loadClass("ai.holysheep.agent.tests.program.WebApp");
        if (request.getRequestURI().endsWith("stop")) {
          app.getMethod("stop").invoke(null);
        } else {
          app.getMethod("serve", String.class, String.class).invoke(null, url, withJdkClient);
        }
        response.setStatus(200);
      } catch (ReflectiveOperationException e) {
        Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
        cause.printStackTrace();
        response.setStatus(500);
      }
    }
  }
}
