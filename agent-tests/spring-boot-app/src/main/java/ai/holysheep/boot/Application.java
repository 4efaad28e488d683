package ai.holysheep.boot;

import java.io.IOException;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * {@code URL [rest-client]}: calls the gateway once, by {@code RestTemplate} or {@code RestClient},
 * then prints which classes of the agent it can load or find.
 */
@SpringBootApplication
public class Application implements CommandLineRunner {
  private static final String[] HIDDEN = {
    "ai.holysheep.agent.AgentRuntime",
    "ai.holysheep.agent.exchange.Exchange",
    "io.prometheus.metrics.core.metrics.Counter",
    "net.bytebuddy.ByteBuddy",
    "org.objectweb.asm.ClassWriter"
  };

  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  @Override
  public void run(String... arguments) throws Exception {
    System.out.println("ANSWER " + post(arguments[0], arguments.length > 1));
    ClassLoader loader = Application.class.getClassLoader();
    System.out.println("LOADER " + loader.getClass().getName());
    for (String name : HIDDEN) {
      load(name, loader);
    }
    scan(loader);
    System.out.println("DONE");
    for (int read = System.in.read(); read != '\n' && read != -1; read = System.in.read()) {
      // Ignore the rest of the line.
    }
  }

  private static String post(String url, boolean restClient) {
    String path = url + "/v1/chat/completions";
    String question = "{\"model\":\"gpt-4.1\",\"messages\":[]}";
    if (restClient) {
      return RestClient.create()
          .post()
          .uri(path)
          .contentType(MediaType.APPLICATION_JSON)
          .body(question)
          .retrieve()
          .body(String.class);
    }
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    return new RestTemplate()
        .postForObject(path, new HttpEntity<>(question, headers), String.class);
  }

  private static void load(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      System.out.println("VISIBLE " + name);
    } catch (ClassNotFoundException hidden) {
      // The expected case.
    }
  }

  /** Searches the class path as Spring searches for components. */
  private static void scan(ClassLoader loader) throws IOException {
    PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(loader);
    for (Resource found : resolver.getResources("classpath*:ai/holysheep/agent/**/*.class")) {
      System.out.println("FOUND " + found.getFilename());
    }
  }
}
