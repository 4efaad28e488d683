package ai.holysheep.agent.exchange.billing;

import ai.holysheep.agent.exchange.billing.PathPattern.Role;
import ai.holysheep.agent.usage.BoundedText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What the agent knows of a request by its path; {@code endpoints.txt} has the rules. Immutable.
 */
public final class Endpoint {
  private static final int MAX_NAME = 256;

  /** Longer paths are cut here: a bound of the time that the rules take. */
  private static final int MAX_PATH = 2048;

  /** The rules look at so many segments at the path's end. */
  private static final int MAX_SEGMENTS = 32;

  /**
   * A cache by the path's hash. A service has few paths; one that has an id in each of them only
   * finds nothing here. Paths of more than {@link #MAX_NAME} characters are not kept.
   */
  private static final AtomicReferenceArray<@Nullable Endpoint> CACHE =
      new AtomicReferenceArray<>(256);

  private static final Endpoint NONE = new Endpoint(null, 0, new String[0]);

  /** The path without its query, at most 256 characters, with {@code {id}} for each id. */
  public final @Nullable String name;

  public final EndpointKind kind;

  /** The model that the path names; {@code null} if it names none. */
  public final @Nullable String model;

  /** Whether {@link #model} is the customer's own name for a model. */
  public final boolean isDeployment;

  /** The last id in the path, or {@code null}. */
  final @Nullable String lastId;

  /** Without query and host, at most 2,048 characters. */
  public final @Nullable String path;

  private final @Nullable String lastSegment;

  /**
   * @param start the index where the segments begin
   */
  private Endpoint(@Nullable String path, int start, String[] segments) {
    this.path = path;
    Role[] roles = new Role[segments.length];
    Reading reading = new Reading();
    reading.read(segments, roles);
    kind = reading.kind;
    model = reading.model;
    isDeployment = reading.deployment;
    @Nullable String[] ids = EndpointName.ids(segments, roles);
    lastId = last(ids);
    lastSegment = segments.length == 0 ? null : segments[segments.length - 1];
    name =
        path == null
            ? null
            : BoundedText.of(EndpointName.of(path, MAX_NAME, start, ids, roles), MAX_NAME);
  }

  /**
   * Reads a path or a URL. The result has nothing of its query and of its host: a query can contain
   * a key, and a URL a password.
   */
  public static Endpoint of(@Nullable String target) {
    if (target == null) {
      return NONE;
    }
    int end = endOfPath(target);
    int scheme = target.indexOf("://");
    int start = scheme < 0 || scheme > end ? 0 : target.indexOf('/', scheme + 3);
    if (start < 0 || start >= end) {
      return of("/");
    }
    int place = place(target, start, end);
    Endpoint known = CACHE.get(place);
    if (known != null && known.hasPath(target, start, end)) {
      return known;
    }
    String path = target.substring(start, Math.min(end, start + MAX_PATH));
    if (start + MAX_PATH < end) {
      // The last segment may be a part of an id, which does not look like one.
      path = path.substring(0, path.lastIndexOf('/') + 1);
    }
    int first = startOfLast(MAX_SEGMENTS, path);
    Endpoint read = new Endpoint(path, first, segments(path, first));
    if (path.length() <= MAX_NAME) {
      CACHE.set(place, read);
    }
    return read;
  }

  private static int endOfPath(String target) {
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) == '?' || target.charAt(i) == '#') {
        return i;
      }
    }
    return target.length();
  }

  /** At most 256 characters: longer paths are not in the cache. */
  private static int place(String target, int start, int end) {
    int hash = 0;
    for (int i = start; i < Math.min(end, start + MAX_NAME); i++) {
      hash = 31 * hash + target.charAt(i);
    }
    return (hash ^ hash >>> 8 ^ hash >>> 16) & CACHE.length() - 1;
  }

  private boolean hasPath(String target, int start, int end) {
    return path != null
        && path.length() == end - start
        && target.regionMatches(start, path, 0, path.length());
  }

  /** The index where the path's last segments begin; 0 if it has no more of them. */
  private static int startOfLast(int segments, String path) {
    int found = 0;
    for (int i = path.length() - 1; i > 0; i--) {
      boolean starts = path.charAt(i) != '/' && path.charAt(i - 1) == '/';
      found += starts ? 1 : 0;
      if (found == segments) {
        return i;
      }
    }
    return 0;
  }

  private static String[] segments(String path, int from) {
    List<String> segments = new ArrayList<>();
    int start = from;
    for (int i = from; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/') {
        if (i > start) {
          segments.add(path.substring(start, i));
        }
        start = i + 1;
      }
    }
    return segments.toArray(new String[0]);
  }

  /** What the first pattern that fits says, and the first that has a model. */
  private static final class Reading {
    EndpointKind kind = EndpointKind.CALL;
    @Nullable String model;
    boolean deployment;
    private boolean hasKind;

    /** Also sets the role of each segment for which a pattern has a placeholder. */
    void read(String[] segments, Role[] roles) {
      EndpointRules rules = EndpointRules.get();
      for (PathPattern pattern : rules.patterns) {
        int start = pattern.find(segments, rules.ids);
        if (start >= 0) {
          kind = hasKind ? kind : pattern.kind;
          hasKind = true;
          for (int i = 0; i < pattern.length(); i++) {
            apply(pattern, i, segments, start + i);
            roles[start + i] = roles[start + i] == null ? pattern.role(i) : roles[start + i];
          }
        }
      }
    }

    private void apply(PathPattern pattern, int part, String[] segments, int segment) {
      Role role = pattern.role(part);
      if (role.isModel() && model == null) {
        boolean toEnd = role == Role.MODEL_TO_END;
        ModelInPath read =
            new ModelInPath(
                toEnd ? rest(segments, segment) : pattern.value(part, segments[segment]));
        model = read.name;
        deployment = role == Role.DEPLOYMENT || read.isCustomers;
      }
    }

    private static String rest(String[] segments, int from) {
      StringBuilder rest = new StringBuilder(segments[from]);
      for (int i = from + 1; i < segments.length; i++) {
        rest.append('/').append(segments[i]);
      }
      return rest.toString();
    }
  }

  private static @Nullable String last(@Nullable String[] ids) {
    for (int i = ids.length - 1; i >= 0; i--) {
      if (ids[i] != null) {
        return ids[i];
      }
    }
    return null;
  }

  /** Whether the path ends with this id, which is no word of vendors' paths. */
  boolean endsWithId(@Nullable String id) {
    return id != null && id.equals(lastSegment) && !EndpointRules.get().isWord(id);
  }
}
