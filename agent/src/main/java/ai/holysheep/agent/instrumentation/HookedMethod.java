package ai.holysheep.agent.instrumentation;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A method with calls to {@link HolySheepHook} at its entry and exits. The bridge never throws, so
 * the calls need no guard.
 *
 * <p>The token lives in a local variable behind the method's own. The handler that sees exceptions
 * pass declares nothing but that variable: so its frame fits every instruction of the body, and no
 * other class need be known to compute it.
 */
final class HookedMethod extends BridgeCalls {
  private static final Object[] NONE = {};

  /** Class files before this one have no frames. */
  private static final int FIRST_WITH_FRAMES = Opcodes.V1_6;

  /** More than the deepest that a call of the bridge needs. */
  private static final int STACK = 8;

  private static final int MAX_PASSED = 3;
  private static final int NONE_PASSED = Integer.MAX_VALUE;

  private final Hook.Point point;
  private final String name;
  private final Type[] parameters;
  private final Type result;
  private final int token;
  private final TokenFrames tokenFrames;
  private final boolean frames;
  private final Label start = new Label();
  private final Label end = new Label();

  HookedMethod(
      MethodVisitor next,
      String className,
      Hook.Point point,
      String name,
      String descriptor,
      int maxLocals,
      int version) {
    super(next, className, version);
    this.point = point;
    this.name = name;
    parameters = Type.getArgumentTypes(descriptor);
    result = Type.getReturnType(descriptor);
    token = maxLocals;
    tokenFrames = new TokenFrames(maxLocals);
    frames = version >= FIRST_WITH_FRAMES;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    switch (point.kind) {
      case RESULT:
        return;
      case WRITE:
        written();
        super.visitVarInsn(Opcodes.ALOAD, 0);
        break;
      case READ:
        super.visitVarInsn(Opcodes.ALOAD, 0);
        break;
      default:
        entered();
    }
    if (guarded()) {
      super.visitVarInsn(Opcodes.ASTORE, token);
      for (int i = 0; point.kind == Hook.Kind.CALL && i < point.passed.length; i++) {
        replaceArgument(i);
      }
      super.visitLabel(start);
    } else {
      super.visitInsn(Opcodes.POP);
    }
  }

  /** Whether exceptions are seen on their way out. */
  private boolean guarded() {
    return point.kind != Hook.Kind.ENTRY && point.kind != Hook.Kind.RESULT;
  }

  private void entered() {
    hookedAndThis();
    for (int i = 0; i < MAX_PASSED; i++) {
      push(i < point.passed.length ? point.passed[i] : NONE_PASSED);
    }
    before();
  }

  /** {@code write(byte[], int, int)}, or {@code write(int)}, whose byte stands for the offset. */
  private void written() {
    hookedAndThis();
    if (parameters.length == 1) {
      super.visitInsn(Opcodes.ACONST_NULL);
      super.visitVarInsn(Opcodes.ILOAD, 1);
      super.visitInsn(Opcodes.ICONST_1);
    } else {
      super.visitVarInsn(Opcodes.ALOAD, 1);
      super.visitVarInsn(Opcodes.ILOAD, 2);
      super.visitVarInsn(Opcodes.ILOAD, 3);
    }
    bytes();
  }

  /** Pushes an argument, or {@code null} where there is none or it is no object. */
  private void push(int index) {
    if (index == Hook.NAME) {
      super.visitLdcInsn(name);
    } else if (isObject(index)) {
      super.visitVarInsn(Opcodes.ALOAD, slot(index));
    } else {
      super.visitInsn(Opcodes.ACONST_NULL);
    }
  }

  private void replaceArgument(int passed) {
    int index = point.passed[passed];
    if (!isObject(index)) {
      return;
    }
    super.visitVarInsn(Opcodes.ALOAD, token);
    super.visitInsn(Opcodes.ICONST_0 + passed);
    super.visitVarInsn(Opcodes.ALOAD, slot(index));
    argument(parameters[index]);
    super.visitVarInsn(Opcodes.ASTORE, slot(index));
  }

  private boolean isObject(int index) {
    return index >= 0 && index < parameters.length && parameters[index].getSort() == Type.OBJECT;
  }

  private int slot(int index) {
    int slot = 1;
    for (int i = 0; i < index; i++) {
      slot += parameters[i].getSize();
    }
    return slot;
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      switch (point.kind) {
        case READ:
          read();
          break;
        case CALL:
        case RESULT:
          returning(opcode == Opcodes.ARETURN);
          break;
        default:
          break;
      }
    }
    super.visitInsn(opcode);
  }

  /** stack: length -> length */
  private void read() {
    super.visitVarInsn(Opcodes.ISTORE, token + 1);
    hookedAndThis();
    super.visitVarInsn(Opcodes.ALOAD, 1);
    super.visitVarInsn(Opcodes.ILOAD, 2);
    super.visitVarInsn(Opcodes.ILOAD, token + 1);
    bytes();
    super.visitVarInsn(Opcodes.ILOAD, token + 1);
  }

  private void returning(boolean object) {
    if (object) {
      // stack: returned -> class, token, returned, null
      hooked();
      super.visitInsn(Opcodes.SWAP);
      token();
      super.visitInsn(Opcodes.SWAP);
      super.visitInsn(Opcodes.ACONST_NULL);
      after();
      super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
    } else {
      hooked();
      token();
      super.visitInsn(Opcodes.ACONST_NULL);
      super.visitInsn(Opcodes.ACONST_NULL);
      after();
      super.visitInsn(Opcodes.POP);
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (guarded()) {
      super.visitLabel(end);
      super.visitTryCatchBlock(start, end, end, null);
      if (frames) {
        super.visitFrame(
            Opcodes.F_NEW,
            token + 1,
            tokenFrames.with(0, NONE),
            1,
            new Object[] {"java/lang/Throwable"});
      }
      // stack: thrown -> thrown, class, token, null, thrown
      super.visitInsn(Opcodes.DUP);
      hooked();
      super.visitInsn(Opcodes.SWAP);
      token();
      super.visitInsn(Opcodes.SWAP);
      super.visitInsn(Opcodes.ACONST_NULL);
      super.visitInsn(Opcodes.SWAP);
      after();
      super.visitInsn(Opcodes.POP);
      super.visitInsn(Opcodes.ATHROW);
    }
    super.visitMaxs(maxStack + STACK, maxLocals + 2);
  }

  @Override
  public void visitFrame(
      int type, int locals, Object @Nullable [] local, int stacked, Object @Nullable [] stack) {
    if (guarded() && local != null) {
      super.visitFrame(
          type, tokenFrames.count(locals, local), tokenFrames.with(locals, local), stacked, stack);
    } else {
      super.visitFrame(type, locals, local, stacked, stack);
    }
  }

  private void token() {
    if (guarded()) {
      super.visitVarInsn(Opcodes.ALOAD, token);
    } else {
      super.visitInsn(Opcodes.ACONST_NULL);
    }
  }
}
