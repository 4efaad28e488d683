package ai.holysheep.agent.tests;

import ai.holysheep.agent.tests.http2.Http2Front;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One driver's round: its own gateway, and what the driver expects to be counted. */
final class SoakDriver {
  private static final String RETRIES = "RETRIES ";

  final String name;
  private final FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 7);
  private final @Nullable Http2Front front;
  private final Set<String> awaited = new LinkedHashSet<>();
  private final Map<String, Long> since = new HashMap<>();
  private boolean ended;

  SoakDriver(String name) {
    this.name = name;
    front = name.contains("Http2") ? Http2Front.before(gateway.port()) : null;
  }

  String url() {
    return front == null ? gateway.url() : front.url();
  }

  boolean hasEnded() {
    return ended;
  }

  /** A line of the driver's transcript. */
  void read(String line, ModelCounts expected) {
    if (line.startsWith(ProgramRun.EXPECT)) {
      String[] words = line.split(" ");
      expected.expect(words[1], words[2]);
    } else if (line.startsWith(RETRIES)) {
      expected.expectRetry(line.substring(RETRIES.length()));
    } else if (line.equals("ENDED")) {
      ended = true;
    } else if (line.startsWith("AWAITS")) {
      awaited.add(line);
    } else {
      throw new AssertionError(name + ": " + line);
    }
  }

  /** Lets the driver go on if what it waits for has come. */
  void attend(ForkedJvm jvm) {
    if (awaited.isEmpty()) {
      return;
    }
    Map<String, Served> served = new HashMap<>();
    gateway.log().forEach(one -> served.put(one.model, one));
    for (Iterator<String> lines = awaited.iterator(); lines.hasNext(); ) {
      String line = lines.next();
      if (ProgramRun.hasCome(line, served, front) || ProgramRun.isOverdue(line, since)) {
        lines.remove();
        jvm.writeLine(name + " GO");
      }
    }
  }

  /** Closes the gateway, and adds what it served. Returns how many requests. */
  int end(ModelCounts expected) throws IOException {
    if (front != null) {
      front.close();
    }
    gateway.close();
    expected.serve(gateway.log());
    return gateway.log().size();
  }
}
