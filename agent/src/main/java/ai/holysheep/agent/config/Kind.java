package ai.holysheep.agent.config;

import ai.holysheep.agent.diagnostics.Log;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The type of an option's value: how a text is parsed, and which texts are allowed. */
enum Kind {
  BOOLEAN("true or false") {
    @Override
    Object parse(String text) {
      if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
        return Boolean.valueOf(text);
      }
      throw new IllegalArgumentException();
    }
  },
  TEXT("any text") {
    @Override
    Object parse(String text) {
      return text;
    }
  },
  PATH("a path that begins with /") {
    @Override
    Object parse(String text) {
      return check(text, text.startsWith("/") && text.length() > 1);
    }
  },
  HOSTS("host, host:port, *.domain or *, separated by commas") {
    @Override
    Object parse(String text) {
      return HostPatterns.parse(text);
    }
  },
  PORTS("a port from 0 (any free one) to 65535, or a range such as 9464-9474") {
    @Override
    Object parse(String text) {
      int dash = text.indexOf('-');
      int first = port(dash < 0 ? text : text.substring(0, dash));
      int last = port(dash < 0 ? text : text.substring(dash + 1));
      check(text, first <= last);
      return new int[] {first, last};
    }
  },
  COUNT("a whole number from 1 to 10000") {
    @Override
    Object parse(String text) {
      int n = Integer.parseInt(text);
      check(text, n >= 1 && n <= 10_000);
      return n;
    }
  },
  SIZE("a whole number from 2 to 1000000") {
    @Override
    Object parse(String text) {
      int n = Integer.parseInt(text);
      check(text, n >= 2 && n <= 1_000_000);
      return n;
    }
  },
  /** In milliseconds. */
  DURATION("a time such as 500ms, 1s or 2m, from 100ms to 60m") {
    @Override
    Object parse(String text) {
      check(text, text.matches("[0-9]{1,9}(ms|s|m)"));
      long n = Long.parseLong(text.replaceAll("[a-z]", ""));
      long millis = text.endsWith("ms") ? n : text.endsWith("s") ? n * 1000 : n * 60_000;
      check(text, millis >= 100 && millis <= 3_600_000);
      return millis;
    }
  },
  SCALE("a positive decimal number of at most 9 digits") {
    @Override
    Object parse(String text) {
      check(text, text.length() <= 10 && text.matches("[0-9]+(\\.[0-9]+)?"));
      BigDecimal scale = new BigDecimal(text);
      check(text, scale.signum() > 0);
      return scale;
    }
  },
  BUCKETS("rising positive seconds, separated by commas, such as 0.5,1,5") {
    @Override
    Object parse(String text) {
      String[] parts = text.split("[,;]", -1);
      double[] bounds = new double[parts.length];
      for (int i = 0; i < parts.length; i++) {
        bounds[i] = Double.parseDouble(parts[i].trim());
        check(
            text, bounds[i] < Double.POSITIVE_INFINITY && bounds[i] > (i == 0 ? 0 : bounds[i - 1]));
      }
      return bounds;
    }
  },
  LABELS("name=value pairs separated by semicolons, such as team=cs;env=prod") {
    @Override
    Object parse(String text) {
      Map<String, String> labels = new LinkedHashMap<>();
      for (String pair : text.split("[;,]", -1)) {
        int equals = pair.indexOf('=');
        check(text, equals > 0);
        String name = pair.substring(0, equals).trim();
        check(
            text, name.matches("[a-zA-Z_][a-zA-Z0-9_]*") && ReservedLabels.isFreeForConstant(name));
        labels.put(name, pair.substring(equals + 1).trim());
      }
      return labels;
    }
  },
  PACKAGES("packages or classes separated by commas, such as com.shop,com.acme.Billing") {
    @Override
    Object parse(String text) {
      List<String> packages = new ArrayList<>();
      for (String name : text.split("[,;]", -1)) {
        check(text, name.trim().matches("[\\p{L}_$][\\w$]*(\\.[\\p{L}_$][\\w$]*)*"));
        packages.add(name.trim());
      }
      return packages;
    }
  },
  EXTRA_LABELS(
      "one or more of caller, entry, endpoint, client, user, api_key and the labels of"
          + " attribution.headers, such as x_team of X-Team, separated by semicolons") {
    @Override
    Object parse(String text) {
      List<String> names = new ArrayList<>();
      for (String part : text.split("[,;]", -1)) {
        String name = part.trim();
        check(
            text,
            name.matches("[a-z_][a-z0-9_]*")
                && (ReservedLabels.EXTRA.contains(name) || ReservedLabels.isFree(name))
                && !names.contains(name));
        names.add(name);
      }
      return names;
    }
  },
  HEADERS(
      "at most 8 names of header fields, separated by semicolons, such as X-Team;X-Tenant; none of"
          + " a field that carries a secret, such as Authorization, Proxy-Authorization, Cookie,"
          + " x-api-key, x-goog-api-key or api-key; their labels, such as x_team, must differ from"
          + " each other and from the agent's own") {
    @Override
    Object parse(String text) {
      return HeaderNames.parse(text);
    }
  },
  /** In USD. */
  AMOUNT("a positive amount of USD with at most 9 digits, such as 250 or 12.50") {
    @Override
    Object parse(String text) {
      return SCALE.parse(text);
    }
  },
  LEVEL("debug, info, warn or off") {
    @Override
    Object parse(String text) {
      return Log.Level.valueOf(text.toUpperCase(Locale.ROOT));
    }
  };

  /** Completes "must be …" in a message to the user. */
  final String allowed;

  Kind(String allowed) {
    this.allowed = allowed;
  }

  /** Throws {@link IllegalArgumentException} if the text is not allowed. */
  abstract Object parse(String text);

  private static String check(String text, boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static int port(String text) {
    int port = Integer.parseInt(text.trim());
    check(text, port >= 0 && port <= 65535);
    return port;
  }
}
