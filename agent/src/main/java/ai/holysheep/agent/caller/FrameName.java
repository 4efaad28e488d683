package ai.holysheep.agent.caller;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names a frame by its source, {@code com.shop.ChatService.answer}, not by generated names. */
final class FrameName {
  private static final int MAX_LENGTH = 256;

  /**
   * JDK proxies, and the call tables of CGLIB and of gRPC's generated code, which only call another
   * class.
   */
  private static final Pattern GENERATED =
      Pattern.compile(
          "(^|\\.)\\$Proxy\\d+$|\\$\\$FastClass|Grpc\\$MethodHandlers$|^com\\.sun\\.proxy\\.");

  /** Proxies of Spring, CGLIB, Byte Buddy, Hibernate, Mockito, Weld, Quarkus and Javassist. */
  private static final Pattern PROXY =
      Pattern.compile(
          "(\\$\\$|\\$ByteBuddy\\$|\\$HibernateProxy\\$|\\$MockitoMock\\$|\\$Proxy\\$_\\$\\$"
              + "|_\\$\\$_|_ClientProxy$|_Subclass$|/).*");

  /**
   * Function objects of Kotlin and Groovy: {@code ChatService$answer$2}, {@code _answer_closure1}.
   */
  private static final Pattern FUNCTION =
      Pattern.compile("(.*?)\\$(?:_?([a-z]\\w*?)(?:_closure\\d+|\\$\\d+))(?:[$_].*)?");

  private static final Pattern JAVA_LAMBDA = Pattern.compile("lambda\\$(\\w+?)\\$\\d+(\\$.*)?");
  private static final Pattern SCALA_LAMBDA = Pattern.compile("\\$anonfun\\$(\\w+?)\\$\\d+.*");
  private static final Pattern KOTLIN_SUFFIX =
      Pattern.compile("\\$(lambda[-$]\\d+|default|suspendImpl).*|-[A-Za-z0-9_]{7}$");

  private FrameName() {}

  static boolean isGenerated(String className) {
    return GENERATED.matcher(className).find();
  }

  /** The name of the class that a generated one stands for, or the name itself. */
  static String withoutProxy(String className) {
    return PROXY.matcher(className).replaceFirst("");
  }

  static String format(String className, String methodName) {
    String owner = withoutProxy(className);
    Matcher function = FUNCTION.matcher(owner);
    String name =
        function.matches()
            ? function.group(1) + "." + function.group(2)
            : owner + "." + sourceMethod(methodName);
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
  }

  private static String sourceMethod(String name) {
    if (name.equals("<init>")) {
      return "new";
    }
    if (name.equals("<clinit>")) {
      return "static";
    }
    Matcher java = JAVA_LAMBDA.matcher(name);
    if (java.matches()) {
      // JDK 8 does not name the method of a lambda inside a lambda or inside a constructor.
      return java.group(1).equals("null") ? "lambda" : java.group(1);
    }
    Matcher scala = SCALA_LAMBDA.matcher(name);
    return scala.matches() ? scala.group(1) : KOTLIN_SUFFIX.matcher(name).replaceFirst("");
  }
}
