package ai.holysheep.agent.instrumentation.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of advice reports its calls, and the method is otherwise unchanged. */
class WeaverTest {
  private static final String NAME = Client.class.getName().replace('.', '/');
  private static Class<?> woven;

  private final StringBuilder c = new StringBuilder("c");
  private Recording recording;
  private Object client;

  @BeforeAll
  static void weave() throws Exception {
    ClientsDescriptor descriptor = ClientsDescriptor.of(NAME);
    byte[] bytes =
        new Weaver(List.of(descriptor)).weave(descriptor.only(), ClassFiles.read(Client.class));
    woven = new Defining().define(bytes);
  }

  @BeforeEach
  void install() throws Exception {
    recording = new Recording();
    Bridges.install(recording);
    client = woven.getConstructor().newInstance();
  }

  @AfterEach
  void uninstall() {
    Bridges.install(null);
  }

  private Object around(String a) throws Throwable {
    try {
      return woven
          .getMethod(
              "around", String.class, long.class, Object.class, int.class, StringBuilder.class)
          .invoke(client, a, 3L, "b", 2, c);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object call(String method, Class<?> type, Object argument) throws Exception {
    return woven.getMethod(method, type).invoke(client, argument);
  }

  private void transfer(String method, int length) throws Throwable {
    try {
      woven
          .getMethod(method, byte[].class, int.class, int.class)
          .invoke(client, new byte[9], 2, length);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void aroundReportsEntryAndReturn() throws Throwable {
    recording.state = "state";

    assertThat(around("a")).isEqualTo("a b c01 2.5");
    assertThat(recording.calls).containsExactly("enter 0 a b c", "exit 0 state a b c01 2.5 null");
  }

  @Test
  void aroundReportsWhatIsThrownAndLetsItPass() {
    recording.state = "state";

    assertThatThrownBy(() -> around(null)).isInstanceOf(IllegalArgumentException.class);
    assertThat(recording.calls)
        .containsExactly(
            "enter 0 null b c", "exit 0 state null java.lang.IllegalArgumentException: no a");
  }

  @Test
  void aroundReplacesArgumentsAndResult() throws Throwable {
    recording.state = "state";
    recording.arguments = new Object[] {"x", "y", new StringBuilder("z")};

    assertThat(around("a")).isEqualTo("x y z01 2.5");

    recording.result = "instead";
    assertThat(around("a")).isEqualTo("instead");
  }

  @Test
  void aroundLeavesAResultThatIsNoObject() throws Exception {
    recording.state = "state";

    assertThat(call("nothing", String.class, "a")).isNull();
    assertThat(call("wide", String.class, "a")).isEqualTo(42L);
    assertThat(recording.calls)
        .containsExactly(
            "enter 1 a null null",
            "exit 1 state null null",
            "enter 2 a null null",
            "exit 2 state 42 null");
  }

  @Test
  void resultReportsAndReplacesWhatIsReturned() throws Exception {
    assertThat(call("result", boolean.class, true)).isEqualTo("some");
    recording.result = "instead";
    assertThat(call("result", boolean.class, false)).isEqualTo("instead");

    assertThat(recording.calls).containsExactly("exit 3 null some null", "exit 3 null other null");
  }

  @Test
  void entryReportsEntryAlone() throws Exception {
    call("entry", Object.class, "a");

    assertThat(recording.calls).containsExactly("enter 4 a null null");
  }

  @Test
  void readReportsWhatWasRead() throws Throwable {
    transfer("read", 3);
    assertThatThrownBy(() -> transfer("read", 0)).isInstanceOf(IOException.class);

    assertThat(recording.calls).containsExactly("read 5 9 2 3", "failed 5 closed");
  }

  @Test
  void writeReportsWhatIsAboutToBeWritten() throws Throwable {
    transfer("write", 3);
    assertThatThrownBy(() -> transfer("write", 0)).isInstanceOf(IOException.class);
    call("write", int.class, 7);

    assertThat(recording.calls)
        .containsExactly("write 6 9 2 3", "write 6 9 2 0", "failed 6 full", "writeByte 7 7");
  }

  @Test
  void withoutAnAgentTheMethodsAreUnchanged() throws Throwable {
    Bridges.install(null);

    assertThat(around("a")).isEqualTo("a b c01 2.5");
    assertThat(call("result", boolean.class, true)).isEqualTo("some");
    assertThat(call("wide", String.class, "a")).isEqualTo(42L);
  }

  @Test
  void aReplacementOfAWrongTypeIsIgnored() throws Throwable {
    recording.state = "state";
    recording.arguments = new Object[] {1, "y", "no builder"};

    assertThat(around("a")).isEqualTo("a b c01 2.5");

    recording.result = 2;
    assertThat(call("result", boolean.class, true)).isEqualTo("some");
  }

  @Test
  void aHookThatThrowsIsAsIfThereWereNone() throws Throwable {
    recording.fault = new StackOverflowError("injected");

    assertThat(around("a")).isEqualTo("a b c01 2.5");
    assertThatThrownBy(() -> around(null)).isInstanceOf(IllegalArgumentException.class);
    assertThat(call("wide", String.class, "a")).isEqualTo(42L);
    assertThat(call("result", boolean.class, true)).isEqualTo("some");
    call("entry", Object.class, "a");
    transfer("read", 3);
    transfer("write", 3);
    call("write", int.class, 7);
    assertThatThrownBy(() -> transfer("read", 0)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> transfer("write", 0)).isInstanceOf(IOException.class);
  }

  @Test
  void addsNoMember() {
    assertThat(woven.getDeclaredMethods()).hasSameSizeAs(Client.class.getDeclaredMethods());
    assertThat(woven.getDeclaredFields()).hasSameSizeAs(Client.class.getDeclaredFields());
    assertThat(woven.getInterfaces()).isEmpty();
  }

  @Test
  void aClassWithoutTheMethodsOfAPointIsNotWoven() {
    ClientsDescriptor descriptor = ClientsDescriptor.of("java/lang/Object");

    assertThatThrownBy(
            () ->
                new Weaver(List.of(descriptor))
                    .weave(descriptor.only(), ClassFiles.empty("java/lang/Object", 52)))
        .isInstanceOf(MissingMethodException.class)
        .hasMessage("around(Ljava/lang/String;J");
  }
}
