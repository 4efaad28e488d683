package ai.holysheep.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceNameTest {
  @ParameterizedTest
  @CsvSource({
    "com.shop.Main --port 80, com.shop.Main",
    "/opt/app/shop.jar --port 80, shop",
    "C:\\app\\shop.jar, shop",
    "shop.jar, shop",
    "'', unknown_service:java",
  })
  void isTheProgramsNameWithoutFoldersAndArguments(String command, String name) {
    assertThat(ServiceName.programName(command)).isEqualTo(name);
  }
}
