package ai.holysheep.agent.exchange.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @ParameterizedTest
  @CsvSource({
    "00-" + TRACE + "-" + SPAN + "-01, true",
    "00-" + TRACE + "-" + SPAN + "-03, true",
    "00-" + TRACE + "-" + SPAN + "-00, false",
    "cc-" + TRACE + "-" + SPAN + "-01, true",
    "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like, true",
  })
  void readsATraceparent(String value, boolean isSampled) {
    TraceContext trace = TraceContext.ofTraceparent(value);

    assertThat(trace.traceId).isEqualTo(TRACE);
    assertThat(trace.spanId).isEqualTo(SPAN);
    assertThat(trace.isSampled).isEqualTo(isSampled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00-" + TRACE + "-" + SPAN + "-01 ",
        "cc-" + TRACE + "-" + SPAN + "-01.more",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "0x-" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-0x",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-" + SPAN + "-01",
        "00_" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "_" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "_01",
      })
  void refusesWhatIsNoTraceparent(String value) {
    assertThat(TraceContext.ofTraceparent(value)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "11803532876627986230, , a3ce929d0e0e4736",
    "1, , 0000000000000001",
    "11803532876627986230, _dd.p.tid=4bf92f3577b34da6, " + TRACE,
    "11803532876627986230, '_dd.p.dm=-1,_dd.p.tid=4bf92f3577b34da6,x=y', " + TRACE,
    "11803532876627986230, x_dd.p.tid=4bf92f3577b34da6, a3ce929d0e0e4736",
    "11803532876627986230, _dd.p.tid=4bf92f3577b34da, a3ce929d0e0e4736",
    "11803532876627986230, _dd.p.tid=4bf92f3577b34da6f, a3ce929d0e0e4736",
    "11803532876627986230, _dd.p.tid=0000000000000000, a3ce929d0e0e4736",
  })
  void readsDatadogsFields(String id, String tags, String traceId) {
    assertThat(TraceContext.ofDatadog(id, null, tags, null).traceId).isEqualTo(traceId);
  }

  @Test
  void readsDatadogsSpanAndPriority() {
    assertThat(TraceContext.ofDatadog("1", "67667974448284343", null, "2").spanId).isEqualTo(SPAN);
    assertThat(TraceContext.ofDatadog("1", "x", null, "1").spanId).isNull();
    assertThat(TraceContext.ofDatadog("1", null, null, "1").isSampled).isTrue();
    assertThat(TraceContext.ofDatadog("1", null, null, "0").isSampled).isFalse();
    assertThat(TraceContext.ofDatadog("1", null, null, "-1").isSampled).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "-1", "+1", "1x", "18446744073709551616", "100000000000000000000"})
  void refusesWhatIsNoTraceOfDatadog(String id) {
    assertThat(TraceContext.ofDatadog(id, null, null, null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    TRACE + ", " + TRACE + ", , true",
    TRACE + "-" + SPAN + ", " + TRACE + ", " + SPAN + ", true",
    TRACE + "-" + SPAN + "-1, " + TRACE + ", " + SPAN + ", true",
    TRACE + "-" + SPAN + "-d-05e3ac9a4f6e3b90, " + TRACE + ", " + SPAN + ", true",
    TRACE + "-" + SPAN + "-0, " + TRACE + ", " + SPAN + ", false",
    "A3CE929D0E0E4736-" + SPAN + "-1, a3ce929d0e0e4736, " + SPAN + ", true",
  })
  void readsZipkinsField(String value, String traceId, String spanId, boolean isSampled) {
    TraceContext trace = TraceContext.ofB3(value);

    assertThat(trace.traceId).isEqualTo(traceId);
    assertThat(trace.spanId).isEqualTo(spanId);
    assertThat(trace.isSampled).isEqualTo(isSampled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-",
        "a3ce929d0e0e473",
        "0000000000000000",
        TRACE + "0-" + SPAN,
        TRACE + "-",
        TRACE + "-" + SPAN + "1",
        "x3ce929d0e0e4736-" + SPAN,
      })
  void refusesWhatIsNoFieldOfZipkin(String value) {
    assertThat(TraceContext.ofB3(value)).isNull();
  }

  @Test
  void readsZipkinsThreeFields() {
    assertThat(TraceContext.ofB3(TRACE, SPAN, "1").spanId).isEqualTo(SPAN);
    assertThat(TraceContext.ofB3(TRACE, "short", "1").spanId).isNull();
    assertThat(TraceContext.ofB3(TRACE, SPAN, "0").isSampled).isFalse();
    assertThat(TraceContext.ofB3(TRACE, SPAN, "false").isSampled).isFalse();
    assertThat(TraceContext.ofB3(TRACE, SPAN, null).isSampled).isTrue();
  }
}
