package ai.holysheep.agent.report;

import java.util.Locale;

/** What calls are summed by. */
enum Dimension {
  MODEL,
  CALLER,
  DAY,
  ENDPOINT,
  ERROR_TYPE;

  String key(Call call) {
    switch (this) {
      case MODEL:
        return call.model;
      case CALLER:
        return call.caller;
      case DAY:
        return call.day;
      case ENDPOINT:
        return call.endpoint;
      default:
        return call.errorType;
    }
  }

  /** As it is typed and written. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return id().replace('_', ' ');
  }
}
