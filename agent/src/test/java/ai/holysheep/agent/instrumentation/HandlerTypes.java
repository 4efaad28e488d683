package ai.holysheep.agent.instrumentation;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types that a handler declares, for example in {@code OfOne<HttpRequest, …>}. */
public final class HandlerTypes {
  private final Map<TypeVariable<?>, Class<?>> variables = new HashMap<>();
  private final Class<?> handler;

  public HandlerTypes(Class<?> handler) {
    this.handler = handler;
    for (Class<?> each = handler; each != AdviceHandler.class; each = each.getSuperclass()) {
      if (each.getGenericSuperclass() instanceof ParameterizedType superclass) {
        bind(each.getSuperclass().getTypeParameters(), superclass.getActualTypeArguments());
      }
    }
  }

  private void bind(TypeVariable<?>[] parameters, Type[] arguments) {
    for (int i = 0; i < parameters.length; i++) {
      variables.put(parameters[i], erased(arguments[i]));
    }
  }

  private Class<?> erased(Type type) {
    if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    return type instanceof TypeVariable<?> variable ? variables.get(variable) : (Class<?>) type;
  }

  /** The types of the passed arguments, as many as the handler takes. */
  public List<Class<?>> arguments() {
    if (isA(AroundHandler.OfOne.class)) {
      return of(AroundHandler.OfOne.class, "A");
    }
    if (isA(AroundHandler.OfTwo.class)) {
      return of(AroundHandler.OfTwo.class, "A", "B");
    }
    if (isA(AroundHandler.OfThree.class)) {
      return of(AroundHandler.OfThree.class, "A", "B", "C");
    }
    return isA(EntryHandler.class) ? of(EntryHandler.class, "A") : List.of();
  }

  /** The type of the object whose method is called. */
  public Class<?> self() {
    if (isA(AroundHandler.OfSelf.class)) {
      return of(AroundHandler.OfSelf.class, "S").get(0);
    }
    if (isA(EntryHandler.class)) {
      return of(EntryHandler.class, "S").get(0);
    }
    if (isA(ReadHandler.class)) {
      return InputStream.class;
    }
    return isA(WriteHandler.class) ? OutputStream.class : Object.class;
  }

  /** The type of what the method returns; {@code Object} if the handler does not use it. */
  public Class<?> returned() {
    if (isA(AroundHandler.class)) {
      return of(AroundHandler.class, "R").get(0);
    }
    return isA(ResultHandler.class) ? of(ResultHandler.class, "R").get(0) : Object.class;
  }

  private boolean isA(Class<?> base) {
    return base.isAssignableFrom(handler);
  }

  private List<Class<?>> of(Class<?> base, String... names) {
    Map<String, Class<?>> types = new HashMap<>();
    for (TypeVariable<?> parameter : base.getTypeParameters()) {
      types.put(parameter.getName(), variables.get(parameter));
    }
    return Arrays.<String>stream(names).<Class<?>>map(types::get).toList();
  }
}
