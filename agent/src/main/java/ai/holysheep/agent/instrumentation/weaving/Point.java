package ai.holysheep.agent.instrumentation.weaving;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Binds an advice's parameter to the index of the {@code AdvicePoint} that is woven. */
@Retention(RetentionPolicy.RUNTIME)
@interface Point {}
