package ai.holysheep.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternsTest {
  @ParameterizedTest
  @CsvSource({
    "api.holysheep.ai, api.holysheep.ai, 443, true",
    "api.holysheep.ai, API.HolySheep.AI, 443, true",
    "api.holysheep.ai, api.holysheep.ai.evil.com, 443, false",
    "api.holysheep.ai, xapi.holysheep.ai, 443, false",
    "api.holysheep.ai:443, api.holysheep.ai, 443, true",
    "api.holysheep.ai:443, api.holysheep.ai, 8443, false",
    "*.holysheep.ai, api.holysheep.ai, 443, true",
    "*.holysheep.ai, a.b.holysheep.ai, 443, true",
    "*.holysheep.ai, holysheep.ai, 443, false",
    "*.holysheep.ai, evilholysheep.ai, 443, false",
    "*, anything, 1, true",
    "*:8080, anything, 80, false",
    "a;b, b, 80, true",
    "'a,b', a, 80, true",
    "::1, ::1, 80, true",
    "[::1]:80, [::1], 80, true",
    "[::1]:80, ::1, 81, false",
  })
  void matches(String patterns, String host, int port, boolean expected) {
    assertThat(HostPatterns.parse(patterns).matches(host, port)).isEqualTo(expected);
  }

  @Test
  void aCallWithoutHostIsNotWatched() {
    assertThat(HostPatterns.parse("*").matches(null, 80)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,,b", "https://api.holysheep.ai", "a:port", "a*b"})
  void refusesWhatIsNoHost(String patterns) {
    assertThatThrownBy(() -> HostPatterns.parse(patterns))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
