package ai.holysheep.agent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientDescriptorTest {
  private final ShopDescriptor descriptor = new ShopDescriptor();

  @Test
  void hasWhatItsConstructorDeclares() {
    assertThat(descriptor.name()).isEqualTo("shop");
    assertThat(descriptor.title()).isEqualTo("the shop's client");
    assertThat(descriptor.firstClasses()).containsExactly("com/shop/Client", "com/shop/Builder");
    assertThat(descriptor.packages()).containsExactly("com.shop.");
    assertThat(descriptor.classes())
        .extracting(InstrumentedClass::name)
        .containsExactly("com/shop/Sender", "com/shop/Receiver");
  }

  @Test
  void itsClassesHaveItsNameAndTheirLibrary() {
    InstrumentedClass sender = descriptor.classes().get(0);

    assertThat(sender.client()).isEqualTo("shop");
    assertThat(sender.library()).isEqualTo("shop-core");
  }

  @Test
  void itsHandlersAreInItsPackage() {
    assertThat(descriptor.classes().get(0).points().get(0).handler())
        .isEqualTo("ai.holysheep.agent.instrumentation.SendHandler");
  }

  @Test
  void itsListsCannotBeChanged() {
    assertThat(List.of(descriptor.firstClasses(), descriptor.packages(), descriptor.classes()))
        .allSatisfy(
            list ->
                assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class));
  }

  private static final class ShopDescriptor extends ClientDescriptor {
    ShopDescriptor() {
      super("shop", "the shop's client");
      inPackages("com.shop.");
      loadsFirst("com/shop/Client", "com/shop/Builder");
      instrument("shop-core", "com/shop/Sender").around("SendHandler", "send(");
      instrument("shop-core", "com/shop/Receiver");
    }
  }
}
