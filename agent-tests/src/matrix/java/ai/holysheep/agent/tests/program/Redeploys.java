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
 * {@code URL FOLDER TIMES JDK-CLIENT}: runs Tomcat, and deploys, calls and redeploys a web
 * application. Waits for a line on stdin after the first deployment, and at the end.
 */
public final class Redeploys {
  /** OkHttp's threads hold an application for 90 seconds. */
  private static final long PATIENCE_MILLIS = 270_000;

  private static final long POLL_MILLIS = 1000;

  private Redeploys() {}

  public static void main(String[] arguments) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    Connector connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(0);
    // Creates the host.
    tomcat.getHost();
    tomcat.setConnector(connector);
    tomcat.start();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    Context context = deploy(tomcat, arguments, loaders);
    System.out.println("DEPLOYED");
    Stdin.awaitLine();
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      call(connector.getLocalPort(), "stop");
      tomcat.getHost().removeChild(context);
      context = deploy(tomcat, arguments, loaders);
    }
    call(connector.getLocalPort(), "stop");
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
    call(tomcat.getConnector().getLocalPort(), "serve");
    return context;
  }

  /** Over a plain socket: the agent would also watch an HTTP client of this class loader. */
  private static void call(int port, String what) throws Exception {
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
      Thread.sleep(POLL_MILLIS);
      System.gc();
      alive = count(loaders);
    }
    return alive;
  }

  /** Objects that finalizers kept go one collection after their class loader. */
  private static void collect() {
    Thread collector =
        new Thread(
            () -> {
              while (true) {
                System.gc();
                try {
                  Thread.sleep(POLL_MILLIS);
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

  /** Calls the web application on Tomcat's threads, as Tomcat calls a servlet. */
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
