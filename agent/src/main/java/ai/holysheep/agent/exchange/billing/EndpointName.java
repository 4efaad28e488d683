package ai.holysheep.agent.exchange.billing;

import ai.holysheep.agent.exchange.billing.PathPattern.Role;
import org.jspecify.annotations.Nullable;

/** A path with a placeholder for each id and each ARN. */
final class EndpointName {
  private EndpointName() {}

  /** The id of each segment that is one; {@code null} for each other. */
  static @Nullable String[] ids(String[] segments, Role[] roles) {
    @Nullable String[] ids = new String[segments.length];
    for (int i = 0; i < segments.length; i++) {
      if (roles[i] == null) {
        ids[i] = id(i == 0 ? null : segments[i - 1], segments[i]);
      } else {
        ids[i] = roles[i].isId() ? withoutAction(segments[i]) : null;
      }
    }
    return ids;
  }

  private static @Nullable String id(@Nullable String before, String segment) {
    return EndpointRules.get().isId(before, segment) ? withoutAction(segment) : null;
  }

  /** Google's custom methods follow a colon: {@code operations/123:cancel}. */
  private static String withoutAction(String segment) {
    int colon = segment.lastIndexOf(':');
    for (int i = colon + 1; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c < 'A' || c > 'z' || c > 'Z' && c < 'a') {
        return segment;
      }
    }
    return colon <= 0 ? segment : segment.substring(0, colon);
  }

  /**
   * At least the first {@code maxLength} characters of the name. Segments before {@code start} have
   * no role: their looks alone decide whether they are ids.
   */
  static String of(String path, int maxLength, int start, @Nullable String[] ids, Role[] roles) {
    StringBuilder name = new StringBuilder(path.length());
    String before = null;
    int next = 0;
    int i = 0;
    while (i < path.length() && name.length() <= maxLength) {
      if (path.charAt(i) == '/') {
        name.append('/');
        i++;
        continue;
      }
      int slash = path.indexOf('/', i);
      int end = slash < 0 ? path.length() : slash;
      String segment = path.substring(i, end);
      boolean isRead = i >= start;
      String id = isRead ? ids[next] : id(before, segment);
      Role role = isRead ? roles[next++] : null;
      if (ModelInPath.isArn(segment)) {
        name.append(role != null && role.isModel() ? "{model}" : "{id}");
      } else {
        name.append(id == null ? "" : "{id}").append(path, id == null ? i : i + id.length(), end);
      }
      before = segment;
      i = end;
    }
    return name.toString();
  }
}
