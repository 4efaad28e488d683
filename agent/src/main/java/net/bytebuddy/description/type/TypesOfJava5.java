package net.bytebuddy.description.type;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Types on a JVM of Java 5: without records, sealed types, nests and type annotations. */
public final class TypesOfJava5
    implements TypeDescription.ForLoadedType.Dispatcher, TypeDefinition.Sort.AnnotatedType {
  @Override
  public @Nullable AnnotatedElement getAnnotatedSuperclass(Class<?> type) {
    return null;
  }

  @Override
  public AnnotatedElement[] getAnnotatedInterfaces(Class<?> type) {
    return new AnnotatedElement[0];
  }

  @Override
  public @Nullable Class<?> getNestHost(Class<?> type) {
    return null;
  }

  @Override
  public Class<?>[] getNestMembers(Class<?> type) {
    return new Class<?>[0];
  }

  @Override
  public boolean isNestmateOf(Class<?> type, Class<?> candidate) {
    return false;
  }

  @Override
  public boolean isSealed(Class<?> type) {
    return false;
  }

  @Override
  public Class<?>[] getPermittedSubclasses(Class<?> type) {
    return new Class<?>[0];
  }

  @Override
  public boolean isRecord(Class<?> type) {
    return false;
  }

  @Override
  public Object[] getRecordComponents(Class<?> type) {
    return new Object[0];
  }

  @Override
  public boolean isInstance(AnnotatedElement value) {
    return false;
  }

  @Override
  public @Nullable Type getType(AnnotatedElement value) {
    return null;
  }
}
