package dev.vigia.projects;

import static dev.vigia.projects.SettingValues.blank;
import static dev.vigia.projects.SettingValues.secret;
import static dev.vigia.projects.SettingValues.text;

import dev.vigia.projects.VigiaSettings.OverrideSettings;
import dev.vigia.projects.VigiaSettings.PrometheusSettings;
import dev.vigia.projects.VigiaSettings.SignalSettings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads by which signals a project's service is watched: all of them with their usual queries and limits, but for what
/// is set otherwise.
final class SignalReader {

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern LIMIT =
            Pattern.compile("([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*(ms|s|%|/s)?");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_QUERY = 4_000;
    private static final String NONE = "none";

    private final SettingValues values;

    SignalReader(SettingValues values) {
        this.values = values;
    }

    /// @param key of the project, which its service is called by if nothing else is said
    @Nullable
    Signals read(String path, SignalSettings given, @Nullable ProjectKey key) {
        var prometheus = given.prometheus();
        if (blank(prometheus.url())) {
            if (isGiven(given)) {
                values.mistake(
                        path + ".prometheus.url",
                        prometheus.url(),
                        "expected http://host:9090: who is asked for them?");
            }
            return null;
        }
        var without = without(path + ".without", given);
        var overrides = overrides(path + ".overrides", given.overrides());
        var service = service(path + ".service", given.service(), key);
        var queries = new SignalQueries(service, label(path + ".service-label", given.serviceLabel()));
        return new Signals(
                prometheus(path + ".prometheus", prometheus, String.valueOf(prometheus.url())),
                service,
                Stream.of(Signal.values())
                        .filter(signal -> !without.contains(signal))
                        .map(signal -> rule(signal, queries, overrides.get(signal)))
                        .toList());
    }

    private static boolean isGiven(SignalSettings given) {
        var prometheus = given.prometheus();
        return !given.without().isEmpty()
                || !given.overrides().isEmpty()
                || Stream.of(
                                given.service(),
                                given.serviceLabel(),
                                prometheus.browserUrl(),
                                prometheus.username(),
                                prometheus.password(),
                                prometheus.token())
                        .anyMatch(text -> !blank(text));
    }

    private Signals.Prometheus prometheus(String path, PrometheusSettings given, String url) {
        values.web(path + ".url", url, "expected http://host or https://host, up to and without /api/v1");
        if (!blank(given.browserUrl())) {
            values.web(path + ".browser-url", given.browserUrl(), "expected http://host or https://host");
        }
        if (!blank(given.token()) && !(blank(given.username()) && blank(given.password()))) {
            values.mistake(path + ".token", null, "expected either a token or a username and password, not both");
        } else if (blank(given.username()) != blank(given.password())) {
            values.mistake(path + ".username", given.username(), "expected username and password together");
        }
        return new Signals.Prometheus(
                url.strip(),
                text(given.username()),
                secret(given.password()),
                secret(given.token()),
                text(given.browserUrl()));
    }

    private String service(String property, @Nullable String given, @Nullable ProjectKey key) {
        if (blank(given)) {
            return key == null ? "" : key.value();
        }
        var name = String.valueOf(given).strip();
        if (name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            values.mistake(property, given, "expected the value of a label, at most " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private @Nullable String label(String property, @Nullable String given) {
        if (blank(given)) {
            return null;
        }
        var label = String.valueOf(given).strip();
        if (!LABEL.matcher(label).matches()) {
            values.mistake(property, given, "expected the name of a label, such as service or app");
        }
        return label;
    }

    private Set<Signal> without(String path, SignalSettings given) {
        var without = EnumSet.noneOf(Signal.class);
        for (var i = 0; i < given.without().size(); i++) {
            var name = given.without().get(i);
            var property = path + "[" + i + "]";
            Signal.of(name).ifPresentOrElse(without::add, () -> values.mistake(property, name, names()));
        }
        if (without.size() == Signal.values().length) {
            values.mistake(path, null, "expected at least one signal to be left; leave prometheus.url out for none");
        }
        return without;
    }

    private Map<Signal, Given> overrides(String path, Map<String, OverrideSettings> given) {
        var overrides = new EnumMap<Signal, Given>(Signal.class);
        given.forEach((name, override) -> {
            var property = path + "." + name;
            Signal.of(name)
                    .ifPresentOrElse(
                            signal -> overrides.put(signal, new Given(property, override)),
                            () -> values.mistake(property, null, names()));
        });
        return overrides;
    }

    private static String names() {
        return "expected one of "
                + Arrays.stream(Signal.values()).map(Signal::text).collect(Collectors.joining(", "));
    }

    private record Given(String path, OverrideSettings settings) {}

    private Signals.Rule rule(Signal signal, SignalQueries queries, @Nullable Given override) {
        if (override == null) {
            return new Signals.Rule(
                    signal, queries.of(signal), signal.usualTarget(), signal.usualAlert(), signal.usualRunbook());
        }
        var given = override.settings();
        var target = limit(override.path() + ".target", signal, given.target(), signal.usualTarget());
        var alert = limit(override.path() + ".alert", signal, given.alert(), signal.usualAlert());
        if (target != null && alert != null && target > alert) {
            values.mistake(
                    override.path() + ".target", given.target(), "expected at most the limit of the alert, " + alert);
        }
        return new Signals.Rule(
                signal,
                query(override.path() + ".query", given.query(), queries.of(signal)),
                target,
                alert,
                runbook(given.runbook(), signal));
    }

    private String query(String property, @Nullable String given, String usual) {
        if (given == null || given.isBlank()) {
            return usual;
        }
        if (given.length() > LONGEST_QUERY) {
            values.mistake(property, given, "expected at most " + LONGEST_QUERY + " characters of PromQL");
        }
        return given.strip();
    }

    private static @Nullable String runbook(@Nullable String given, Signal signal) {
        if (given == null || given.isBlank()) {
            return signal.usualRunbook();
        }
        return given.strip().equals(NONE) ? null : given.strip();
    }

    private @Nullable Double limit(String property, Signal signal, @Nullable String given, @Nullable Double usual) {
        if (given == null || given.isBlank()) {
            return usual;
        }
        if (given.strip().equals(NONE)) {
            return null;
        }
        var read = LIMIT.matcher(given.strip());
        if (read.matches()) {
            var number = Double.parseDouble(read.group(1));
            var unit = read.group(2) == null ? "" : read.group(2);
            var inOurs = inOurUnit(signal.unit(), number, unit);
            if (inOurs != null && Double.isFinite(inOurs)) {
                return inOurs;
            }
        }
        values.mistake(property, given, expected(signal.unit()));
        return null;
    }

    private static @Nullable Double inOurUnit(Signal.Unit unit, double number, String given) {
        if (given.isEmpty()) {
            return number;
        }
        return switch (unit) {
            case SECONDS -> given.equals("ms") ? (Double) (number / 1000) : given.equals("s") ? (Double) number : null;
            case RATIO -> given.equals("%") ? (Double) (number / 100) : null;
            case PER_SECOND -> given.equals("/s") ? (Double) number : null;
            case SCORE -> null;
        };
    }

    private static String expected(Signal.Unit unit) {
        return switch (unit) {
            case SECONDS -> "expected a time such as 200ms or 0.2s, or none";
            case RATIO -> "expected a part such as 1% or 0.01, or none";
            case PER_SECOND -> "expected a number of requests in a second, such as 50, or none";
            case SCORE -> "expected a number such as 0.2, or none";
        };
    }
}
