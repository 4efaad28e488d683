package ai.holysheep.agent.instrumentation.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holysheep.agent.adapter.stream.CloseHandler;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.AdviceHandler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Here the tests' class loader is the loader of the core. */
class AdapterLoaderTest {
  private static final String ADAPTER = CloseHandler.class.getName();

  /** A class of a client that the core's loader has, and an application may not have. */
  private static final String OF_CLIENT = "org.apache.http.HttpHost";

  private final Application application = new Application();
  private final AdapterLoader loader = AdapterLoader.forApplication(application);

  @Test
  void definesAdapterClassesItself() throws Exception {
    AdviceHandler handler = loader.newHandler(ADAPTER);

    assertThat(handler.getClass().getName()).isEqualTo(ADAPTER);
    assertThat(handler.getClass().getClassLoader()).isSameAs(loader);
    assertThat(handler).isNotInstanceOf(CloseHandler.class);
  }

  @Test
  void definesAnAdapterClassOnce() throws Exception {
    assertThat(loader.loadClass(ADAPTER)).isSameAs(loader.loadClass(ADAPTER));
  }

  @Test
  void twoOfThemDoNotShareAdapterClasses() throws Exception {
    AdapterLoader other = AdapterLoader.forApplication(application);

    assertThat(other.loadClass(ADAPTER)).isNotSameAs(loader.loadClass(ADAPTER));
  }

  @Test
  void takesTheAgentsOtherClassesFromTheCore() throws Exception {
    assertThat(loader.loadClass(Exchange.class.getName())).isSameAs(Exchange.class);
    assertThat(loader.loadClass(AdviceHandler.class.getName())).isSameAs(AdviceHandler.class);
    assertThat(application.requested).isEmpty();
  }

  @Test
  void takesEverythingElseFromTheApplication() {
    assertThatThrownBy(() -> loader.loadClass(OF_CLIENT))
        .isInstanceOf(ClassNotFoundException.class);

    assertThat(application.requested).containsExactly(OF_CLIENT);
  }

  @Test
  void seesTheJdkAloneBelowTheBootLoader() throws Exception {
    AdapterLoader boot = AdapterLoader.forApplication(null);

    assertThat(boot.loadClass("java.lang.String")).isSameAs(String.class);
    assertThat(boot.loadClass(ADAPTER).getClassLoader()).isSameAs(boot);
    assertThatThrownBy(() -> boot.loadClass(OF_CLIENT)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void anAdapterClassThatTheCoreDoesNotHaveIsNotFound() {
    assertThatThrownBy(() -> loader.newHandler("ai.holysheep.agent.adapter.Missing"))
        .isInstanceOf(ClassNotFoundException.class)
        .hasMessage("ai.holysheep.agent.adapter.Missing");
  }

  /** Has no classes, and records the requested names. */
  private static final class Application extends ClassLoader {
    final List<String> requested = new ArrayList<>();

    Application() {
      super(null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      requested.add(name);
      throw new ClassNotFoundException(name);
    }
  }
}
