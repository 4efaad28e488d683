package net.bytebuddy.description.method;

import java.lang.reflect.AnnotatedElement;
import org.jspecify.annotations.Nullable;

/** Methods on a JVM of Java 5: without names of parameters and without annotated receivers. */
public final class MethodsOfJava5
    implements ParameterList.ForLoadedExecutable.Executable,
        MethodDescription.InDefinedShape.AbstractBase.Executable {
  @Override
  public boolean isInstance(Object value) {
    return false;
  }

  @Override
  public int getParameterCount(Object executable) {
    return 0;
  }

  @Override
  public Object[] getParameters(Object executable) {
    return new Object[0];
  }

  @Override
  public @Nullable AnnotatedElement getAnnotatedReceiverType(Object executable) {
    return null;
  }
}
