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
import org.springframework.web.client.RestTemplate;

/** {@code URL}: asks the gateway once, then tells what its class loader shows of the agent. */
@SpringBootApplication
public class Application implements CommandLineRunner {
  private static final String[] NOT_TO_BE_SEEN = {
    "ai.holysheep.agent.AgentRuntime",
    "ai.holysheep.agent.exchange.Exchange",
    "io.prometheus.metrics.core.metrics.Counter",
    "org.objectweb.asm.ClassWriter"
  };

  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  @Override
  public void run(String... arguments) throws Exception {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    String question = "{\"model\":\"gpt-4.1\",\"messages\":[]}";
    System.out.println(
        "ANSWER "
            + new RestTemplate()
                .postForObject(
                    arguments[0] + "/v1/chat/completions",
                    new HttpEntity<>(question, headers),
                    String.class));
    ClassLoader loader = Application.class.getClassLoader();
    System.out.println("LOADER " + loader.getClass().getName());
    for (String name : NOT_TO_BE_SEEN) {
      look(name, loader);
    }
    scan(loader);
    System.out.println("DONE");
    for (int read = System.in.read(); read != '\n' && read != -1; read = System.in.read()) {
      // Anything before the line's end.
    }
  }

  private static void look(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      System.out.println("VISIBLE " + name);
    } catch (ClassNotFoundException hidden) {
      // As it must be.
    }
  }

  /** As Spring looks for components. */
  private static void scan(ClassLoader loader) throws IOException {
    PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(loader);
    for (Resource found : resolver.getResources("classpath*:ai/holysheep/agent/**/*.class")) {
      System.out.println("FOUND " + found.getFilename());
    }
  }
}
