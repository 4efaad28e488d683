package ai.holysheep.agent.instrumentation.weaving;

import ai.holysheep.agent.instrumentation.AdvicePoint;
import ai.holysheep.agent.instrumentation.InstrumentedClass;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;

/**
 * Binds the parameters {@link Point} and {@link Passed} of a template to the instrumented method.
 */
abstract class PointBinding implements Advice.OffsetMapping {
  /** By internal name. */
  private final Map<String, InstrumentedClass> classes;

  private PointBinding(Map<String, InstrumentedClass> classes) {
    this.classes = classes;
  }

  static Advice.WithCustomMapping bindTo(Map<String, InstrumentedClass> classes) {
    return Advice.withCustomMapping()
        .bind(Point.class, new OfPoint(classes))
        .bind(Passed.First.class, new OfPassed(classes, 0))
        .bind(Passed.Second.class, new OfPassed(classes, 1))
        .bind(Passed.Third.class, new OfPassed(classes, 2));
  }

  @Override
  public Target resolve(
      TypeDescription type,
      MethodDescription method,
      Assigner assigner,
      Advice.ArgumentHandler arguments,
      Sort sort) {
    return resolve(point(type, method), method, assigner, arguments);
  }

  private AdvicePoint point(TypeDescription type, MethodDescription method) {
    InstrumentedClass instrumented = classes.get(type.getInternalName());
    AdvicePoint point =
        instrumented == null
            ? null
            : instrumented.point(method.getInternalName(), method.getDescriptor());
    if (point == null) {
      throw new IllegalStateException(method + " gets no advice");
    }
    return point;
  }

  abstract Target resolve(
      AdvicePoint point,
      MethodDescription method,
      Assigner assigner,
      Advice.ArgumentHandler arguments);

  private static final class OfPoint extends PointBinding {
    OfPoint(Map<String, InstrumentedClass> classes) {
      super(classes);
    }

    @Override
    Target resolve(
        AdvicePoint point,
        MethodDescription method,
        Assigner assigner,
        Advice.ArgumentHandler arguments) {
      return new Target.ForStackManipulation(IntegerConstant.forValue(point.index()));
    }
  }

  private static final class OfPassed extends PointBinding {
    private final int place;

    OfPassed(Map<String, InstrumentedClass> classes, int place) {
      super(classes);
      this.place = place;
    }

    @Override
    Target resolve(
        AdvicePoint point,
        MethodDescription method,
        Assigner assigner,
        Advice.ArgumentHandler arguments) {
      int[] passed = point.passed();
      int position = place < passed.length ? passed[place] : Integer.MAX_VALUE;
      TypeDescription.Generic object = KnownTypes.object();
      if (position >= method.getParameters().size()
          || !isObject(method.getParameters().get(position))) {
        return new Target.ForDefaultValue.ReadWrite(object);
      }
      ParameterDescription parameter = method.getParameters().get(position);
      return new Target.ForVariable.ReadWrite(
          parameter.getType(),
          arguments.argument(parameter.getOffset()),
          assigner.assign(parameter.getType(), object, Assigner.Typing.STATIC),
          assigner.assign(object, parameter.getType(), Assigner.Typing.DYNAMIC));
    }

    private static boolean isObject(ParameterDescription parameter) {
      return !parameter.getType().isPrimitive() && !parameter.getType().isArray();
    }
  }
}
