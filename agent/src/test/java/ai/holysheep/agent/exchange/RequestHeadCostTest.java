package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What reading a request's head costs. */
class RequestHeadCostTest {
  private static final int READS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final class Fields implements RequestFields<Map<String, String>> {
    @Override
    public String header(Map<String, String> request, String name) {
      return request.get(name);
    }

    @Override
    public String query(Map<String, String> request) {
      return null;
    }
  }

  private static final Fields FIELDS = new Fields();

  private static Map<String, String> request() {
    Map<String, String> request = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.put("Content-Type", "application/json");
    request.put("Authorization", "Bearer sk-proj-" + "0123456789abcdef".repeat(9));
    request.put("X-Team", "cs");
    request.put("X-Tenant", "shop");
    return request;
  }

  /** The last read's result stays, so that no compiler leaves the reading out. */
  private RequestHead last;

  private void read(AttributionOptions options, Map<String, String> request) {
    for (int i = 0; i < READS; i++) {
      last = RequestHead.read(options, FIELDS, request);
    }
  }

  @Test
  void withoutOptionsAndTraceItAllocatesNothing() {
    AttributionOptions off = new AttemptOptions(Config.load(null)).attribution;
    Map<String, String> request = request();
    read(off, request);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    read(off, request);

    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(READS);
    assertThat(last).isNull();
  }

  @Test
  void withAllOptionsItAllocatesLittle() {
    AttributionOptions on =
        new AttemptOptions(
                Config.load("attribution.headers=X-Team;X-Tenant,attribution.api-key=true"))
            .attribution;
    Map<String, String> request = request();
    request.put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    read(on, request);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    read(on, request);
    long nanos = THREADS.getCurrentThreadCpuTime() - start;
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;

    System.out.println(
        "a head with all options: "
            + nanos / READS
            + " ns of CPU time, "
            + bytes / READS
            + " bytes");
    assertThat(bytes / READS).isLessThan(4096);
    assertThat(last.apiKey).hasSize(8);
  }
}
