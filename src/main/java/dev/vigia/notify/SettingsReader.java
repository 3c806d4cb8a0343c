package dev.vigia.notify;

import dev.vigia.alerts.Severity;
import dev.vigia.notify.NotificationSettings.ReceiverSettings;
import dev.vigia.notify.NotificationSettings.RuleSettings;
import dev.vigia.notify.Receiver.Kind;
import dev.vigia.projects.Secret;
import dev.vigia.projects.SettingMistake;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the settings, and notes whatever is wrong with them.
class SettingsReader {

    static final String PREFIX = "vigia.notifications";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern OWNER_AND_NAME = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
    private static final Pattern PATH_OR_NUMBER = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
    private static final String KINDS =
            Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.joining(", "));

    private final List<Receiver> receivers = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<SettingMistake> mistakes = new ArrayList<>();
    private final Set<String> projects;

    /// @param projects keys of those that are watched
    SettingsReader(NotificationSettings settings, Set<String> projects) {
        this.projects = projects;
        var names = new HashSet<String>();
        for (int i = 0; i < settings.receivers().size(); i++) {
            read(PREFIX + ".receivers[" + i + "]", settings.receivers().get(i), names);
        }
        for (int i = 0; i < settings.rules().size(); i++) {
            read(PREFIX + ".rules[" + i + "]", settings.rules().get(i), names);
        }
        if (!settings.keep().isPositive()) {
            mistake(PREFIX + ".keep", settings.keep().toString(), "expected a time such as 90d");
        }
    }

    List<Receiver> receivers() {
        return List.copyOf(receivers);
    }

    List<Rule> rules() {
        return List.copyOf(rules);
    }

    List<SettingMistake> mistakes() {
        return List.copyOf(mistakes);
    }

    private void read(String at, ReceiverSettings given, Set<String> names) {
        var name = given.name();
        if (name == null || !NAME.matcher(name).matches()) {
            mistake(at + ".name", name, "expected letters, digits, dots and dashes, such as ops-slack");
        } else if (!names.add(name)) {
            mistake(at + ".name", name, "expected a name that no other receiver has");
        }
        var kind = kind(given.kind());
        if (kind == null) {
            mistake(at + ".kind", given.kind(), "expected one of " + KINDS);
            return;
        }
        var url = url(at, kind, given.url());
        var repository = repository(at, kind, given.repository());
        if (isTracker(kind) && given.secret() == null) {
            mistake(at + ".secret", null, "expected a token that may write issues of the repository");
        }
        if ((kind == Kind.SLACK || kind == Kind.TEAMS) && given.secret() != null) {
            mistake(at + ".secret", null, "expected none: what " + kind.title() + " must not tell is its url");
        }
        var before = mistakes.size();
        template(at + ".title", given.title());
        template(at + ".text", given.text());
        if (name != null && url != null && mistakes.size() == before) {
            receivers.add(new Receiver(
                    name,
                    kind,
                    new Secret(url),
                    given.secret() == null ? null : new Secret(given.secret()),
                    repository,
                    Wording.of(given.title(), given.text(), kind)));
        }
    }

    private void template(String property, @Nullable String given) {
        try {
            if (given != null) {
                Wording.check(given);
            }
        } catch (IllegalArgumentException e) {
            mistake(property, given, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String url(String at, Kind kind, @Nullable String given) {
        var url = given == null ? usual(kind) : given.strip();
        if (url == null) {
            mistake(at + ".url", null, "expected the address that " + kind.title() + " gave for messages from outside");
            return null;
        }
        try {
            var uri = new URI(url);
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below: its own words would show the address.
        }
        mistake(at + ".url", url, "expected https://host/path or http://host/path, without name and password");
        return null;
    }

    private static @Nullable String usual(Kind kind) {
        return switch (kind) {
            case GITHUB -> "https://api.github.com";
            case GITLAB -> "https://gitlab.com";
            case SLACK, TEAMS, WEBHOOK -> null;
        };
    }

    private @Nullable String repository(String at, Kind kind, @Nullable String given) {
        if (!isTracker(kind)) {
            if (given != null) {
                mistake(at + ".repository", given, "expected none: only issues are in a repository");
            }
            return null;
        }
        var form = kind == Kind.GITHUB ? OWNER_AND_NAME : PATH_OR_NUMBER;
        if (given == null || !form.matcher(given).matches()) {
            mistake(
                    at + ".repository",
                    given,
                    kind == Kind.GITHUB ? "expected owner/name" : "expected group/name, or the project's number");
            return null;
        }
        return given;
    }

    private void read(String at, RuleSettings given, Set<String> names) {
        var receiver = given.receiver();
        if (receiver == null || !names.contains(receiver)) {
            mistake(
                    at + ".receiver",
                    receiver,
                    names.isEmpty()
                            ? "expected the name of a receiver, and there is none in " + PREFIX + ".receivers"
                            : "expected the name of a receiver: "
                                    + String.join(", ", names.stream().sorted().toList()));
            return;
        }
        var events = EnumSet.noneOf(EventKind.class);
        each(
                at + ".events",
                given.events(),
                EVENTS,
                text -> EventKind.of(text).map(events::add).isPresent());
        if (given.events().isEmpty()) {
            mistake(at + ".events", null, EVENTS);
        }
        each(
                at + ".projects",
                given.projects(),
                "expected the key of a project that is watched"
                        + (projects.isEmpty()
                                ? ""
                                : ": "
                                        + String.join(
                                                ", ", projects.stream().sorted().toList())),
                projects::contains);
        var severities = EnumSet.noneOf(Severity.class);
        each(
                at + ".severities",
                given.severities(),
                SEVERITIES,
                text -> Stream.of(Severity.values())
                        .filter(severity ->
                                severity.name().toLowerCase(Locale.ROOT).equals(text))
                        .anyMatch(severities::add));
        rules.add(new Rule(Set.copyOf(events), Set.copyOf(given.projects()), Set.copyOf(severities), receiver));
    }

    private static final String EVENTS = "expected events to be told of: "
            + Arrays.stream(EventKind.values())
                    .filter(kind -> kind != EventKind.TEST)
                    .map(EventKind::id)
                    .collect(Collectors.joining(", "));
    private static final String SEVERITIES = "expected severities among critical, warning, info and none";

    private void each(
            String property, List<String> given, String expected, java.util.function.Predicate<String> isRight) {
        for (int i = 0; i < given.size(); i++) {
            if (!isRight.test(given.get(i))) {
                mistake(property + "[" + i + "]", given.get(i), expected);
            }
        }
    }

    private static @Nullable Kind kind(@Nullable String given) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.id().equals(given))
                .findFirst()
                .orElse(null);
    }

    private static boolean isTracker(Kind kind) {
        return kind == Kind.GITHUB || kind == Kind.GITLAB;
    }

    private void mistake(String property, @Nullable String value, String expected) {
        mistakes.add(new SettingMistake(property, value, expected));
    }
}
