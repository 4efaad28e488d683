package ai.holysheep.agent.tests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prometheus' and Alertmanager's own tools accept the files in {@code alerts/}, {@code deploy/}.
 */
class PromtoolTest {
  @TempDir Path folder;

  @Test
  void prometheusAcceptsTheRulesAndTheirTestsPass() throws Exception {
    assertThat(
            new PrometheusTools(folder)
                .promtool(
                    "promtool check config prometheus.yml && promtool test rules tests/*.yml"))
        .contains("SUCCESS: 93 rules found");
  }

  @Test
  void prometheusAcceptsTheExamplesOfDeploy() throws Exception {
    assertThat(
            new PrometheusTools(folder)
                .promtool(
                    "cd ../deploy && cp ../alerts/holysheep.rules.yml . && echo 'scrape_configs:"
                        + " [{job_name: x, file_sd_configs: [{files: [file_sd.yml]}]}]'"
                        + " > with-file-sd.yml && promtool check config prometheus.yml"
                        + " && promtool check config remote-write.yml"
                        + " && promtool check config --lint=none with-file-sd.yml"))
        .contains(
            "prometheus.yml is valid", "remote-write.yml is valid", "with-file-sd.yml is valid");
  }

  @Test
  void alertmanagerAcceptsItsExample() throws Exception {
    assertThat(new PrometheusTools(folder).amtool("amtool check-config alertmanager.yml"))
        .contains("2 inhibit rules", "2 receivers");
  }
}
