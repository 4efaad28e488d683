package ai.holysheep.agent.exchange;

import ai.holysheep.agent.exchange.billing.AnsweredRequests;
import ai.holysheep.agent.exchange.billing.BilledAnswers;
import ai.holysheep.agent.exchange.billing.Endpoint;
import ai.holysheep.agent.exchange.fingerprint.KeyedHash;
import ai.holysheep.agent.exchange.header.HeaderNumber;
import ai.holysheep.agent.exchange.header.TraceContext;
import ai.holysheep.agent.exchange.tracking.RetryTracker;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import ai.holysheep.agent.pricing.Consumption;
import ai.holysheep.agent.usage.UnitCounts;

/**
 * The classes that attempts need, and that do not come with {@link Exchanges}. An initializer that
 * ends for want of memory or stack never runs again, so all of them run before any call.
 */
final class NeededClasses {
  static final Class<?>[] NEEDED = {
    StackReserve.class,
    CurrentExchange.class,
    AttemptStep.class,
    AttemptEnd.class,
    ExchangesByObject.class,
    ExpiredCalls.class,
    ExceptionClassifier.class,
    ErrorType.class,
    GatewayHeaders.class,
    Endpoint.class,
    BilledAnswers.class,
    BodyTransfer.class,
    HeaderNumber.class,
    RetryTracker.class,
    UnreferencedBodies.class,
    RequestHead.class,
    TraceContext.class,
    ApiKey.class,
    HeaderText.class,
    Attribution.class,
    AttributionOptions.class,
    KeyedHash.class,
    WasteRules.class,
    Waste.class,
    AnsweredRequests.class,
    UnitCounts.class,
    Consumption.Count.class,
  };

  private NeededClasses() {}

  /**
   * Initializes them.
   *
   * @throws LinkageError if a class cannot be used
   */
  static void prepare() {
    BodyReaders.prepare();
    for (Class<?> needed : NEEDED) {
      initialize(needed);
    }
  }

  private static void initialize(Class<?> needed) {
    try {
      Class.forName(needed.getName(), true, needed.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new LinkageError(needed.getName(), e);
    }
  }
}
