package ai.holysheep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.instrumentation.AdviceHandler;
import ai.holysheep.agent.instrumentation.AdviceKind;
import ai.holysheep.agent.instrumentation.AroundHandler;
import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.instrumentation.EntryHandler;
import ai.holysheep.agent.instrumentation.HandlerTypes;
import ai.holysheep.agent.instrumentation.InstrumentedClass;
import ai.holysheep.agent.instrumentation.InstrumentedPoint;
import ai.holysheep.agent.instrumentation.ReadHandler;
import ai.holysheep.agent.instrumentation.ResultHandler;
import ai.holysheep.agent.instrumentation.WriteHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The descriptors fit their handlers, and the lists that repeat them are equal to them. */
class SupportedClientsTest {
  private static final Path AGENT = Path.of("src/main/java/ai/holysheep/agent/HolySheepAgent.java");

  @Test
  void everyDescriptorIsListed() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/ai/holysheep/agent/adapter"))) {
      List<String> written =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Descriptor.java"))
              .map(name -> name.replace(".java", ""))
              .toList();

      assertThat(SupportedClients.all())
          .extracting(client -> client.getClass().getSimpleName())
          .containsExactlyInAnyOrderElementsOf(written);
    }
  }

  /** It must know them without loading the core. */
  @Test
  void theBareTransformerKnowsTheInstrumentedClasses() throws IOException {
    assertThat(casesOf("isInstrumented"))
        .containsExactlyInAnyOrderElementsOf(names(client -> namesOf(client.classes())));
    assertThat(casesOf("isInstrumented")).allMatch(HolySheepAgent::isInstrumented);
    assertThat(HolySheepAgent.isInstrumented("java/lang/String")).isFalse();
  }

  @Test
  void theBareTransformerKnowsTheFirstClassesOfClients() throws IOException {
    assertThat(casesOf("isFirstOfClient"))
        .containsExactlyInAnyOrderElementsOf(names(ClientDescriptor::firstClasses));
    assertThat(casesOf("isFirstOfClient")).allMatch(HolySheepAgent::isFirstOfClient);
    assertThat(HolySheepAgent.isFirstOfClient("java/lang/String")).isFalse();
  }

  private static List<String> casesOf(String method) throws IOException {
    String source = Files.readString(AGENT);
    String body = source.substring(source.indexOf("static boolean " + method));
    return Pattern.compile("case \"([^\"]+)\":")
        .matcher(body.substring(0, body.indexOf("default:")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static List<String> names(Function<ClientDescriptor, List<String>> of) {
    return SupportedClients.all().stream().map(of).flatMap(List::stream).toList();
  }

  private static List<String> namesOf(List<InstrumentedClass> classes) {
    return classes.stream().map(InstrumentedClass::name).toList();
  }

  static Stream<InstrumentedPoint> points() {
    return SupportedClients.all().stream()
        .flatMap(client -> client.classes().stream())
        .flatMap(
            instrumented ->
                instrumented.points().stream()
                    .map(point -> new InstrumentedPoint(instrumented, point)));
  }

  @ParameterizedTest
  @MethodSource("points")
  void aPointHasAHandlerOfItsKind(InstrumentedPoint instrumented)
      throws ReflectiveOperationException {
    Class<?> handler = handlerOf(instrumented);

    assertThat(handler.getSuperclass()).isNotEqualTo(AdviceHandler.class);
    assertThat(handlerOf(instrumented.point().kind())).isAssignableFrom(handler);
    assertThat(handler.getConstructor().newInstance()).isInstanceOf(AdviceHandler.class);
  }

  /** Woven code passes objects: only this finds positions in the wrong order. */
  @ParameterizedTest
  @MethodSource("points")
  void aHandlersArgumentsHaveTheTypesOfThePassedParameters(InstrumentedPoint instrumented)
      throws ClassNotFoundException {
    List<Class<?>> expected = new HandlerTypes(handlerOf(instrumented)).arguments();

    for (String method : instrumented.methods()) {
      for (int place = 0; place < expected.size(); place++) {
        instrumented.requireArgument(method, place, expected.get(place));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("points")
  void aHandlerFitsTheInstrumentedClass(InstrumentedPoint instrumented)
      throws ClassNotFoundException {
    instrumented.requireSelf(new HandlerTypes(handlerOf(instrumented)).self());
  }

  @ParameterizedTest
  @MethodSource("points")
  void aHandlerFitsWhatTheMethodsReturn(InstrumentedPoint instrumented)
      throws ClassNotFoundException {
    instrumented.requireReturned(new HandlerTypes(handlerOf(instrumented)).returned());
  }

  private static Class<?> handlerOf(InstrumentedPoint instrumented) throws ClassNotFoundException {
    return Class.forName(instrumented.point().handler());
  }

  private static Class<?> handlerOf(AdviceKind kind) {
    return switch (kind) {
      case AROUND -> AroundHandler.class;
      case RESULT -> ResultHandler.class;
      case ENTRY -> EntryHandler.class;
      case READ -> ReadHandler.class;
      case WRITE, WRITE_BYTE -> WriteHandler.class;
    };
  }
}
