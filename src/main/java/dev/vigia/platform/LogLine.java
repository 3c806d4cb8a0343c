package dev.vigia.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Something that happened, as one line of the log: a sentence for people, and fields for those who search. Told
/// inside a transaction it is written once that is committed; of many of a kind in one transaction only their number.
public final class LogLine {

    public static final String PROJECT = "vigia.project";
    public static final String SOURCE = "vigia.source";
    public static final String RUN = "vigia.run";
    public static final String VERSION = "vigia.version";
    public static final String VERDICT = "vigia.verdict";
    public static final String KPI = "vigia.kpi";
    public static final String ALERT = "vigia.alert";
    public static final String EPISODE = "vigia.episode";
    public static final String RECEIVER = "vigia.receiver";
    public static final String DELIVERY = "vigia.delivery";

    static final String ACTION = "event.action";
    static final String OUTCOME = "event.outcome";
    static final String DURATION = "event.duration";
    static final String USER = "user.name";
    static final String COUNT = "vigia.count";

    /// More lines of a kind than this are told as one.
    static final int MOST = 20;

    private static final int LONGEST = 2_000;

    private final Logger log;
    private final Level level;
    private final String action;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private String sentence = "";

    private LogLine(Logger log, Level level, String action) {
        this.log = log;
        this.level = level;
        this.action = action;
        fields.put(ACTION, action);
    }

    /// @param action what happened, stable and lower case, such as `alert-fired`
    public static LogLine info(Logger log, String action) {
        return new LogLine(log, Level.INFO, action);
    }

    public static LogLine warn(Logger log, String action) {
        return new LogLine(log, Level.WARN, action);
    }

    public static LogLine debug(Logger log, String action) {
        return new LogLine(log, Level.DEBUG, action);
    }

    /// @param value no field where it is null
    public LogLine with(String field, @Nullable Object value) {
        if (value != null) {
            fields.put(field, oneLine(value.toString()));
        }
        return this;
    }

    public LogLine by(String actor) {
        return with(USER, actor);
    }

    public LogLine outcome(boolean success) {
        return with(OUTCOME, success ? "success" : "failure");
    }

    public LogLine lasted(long nanos) {
        numbers.put(DURATION, nanos);
        return this;
    }

    public LogLine count(long count) {
        numbers.put(COUNT, count);
        return this;
    }

    /// @param said never with a secret
    public void say(String said) {
        if (!log.isEnabledForLevel(level)) {
            return;
        }
        sentence = oneLine(said);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            Told.inThisTransaction().add(this);
        } else {
            write();
        }
    }

    private void write() {
        try (var _ = LogFields.of(fields)) {
            var line = log.atLevel(level);
            for (var number : numbers.entrySet()) {
                line = line.addKeyValue(number.getKey(), number.getValue());
            }
            line.log(sentence);
        }
    }

    /// What came from outside may be long, and may try to look like a second line.
    private static String oneLine(String text) {
        if (text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// The lines of one transaction.
    private static final class Told implements TransactionSynchronization {

        private record Group(
                Logger log,
                Level level,
                String action,
                @Nullable String project) {}

        /// As many as may be told, and how many there are.
        private static final class Lines {
            private final List<LogLine> first = new ArrayList<>();
            private int count;
        }

        private final Map<Group, Lines> lines = new LinkedHashMap<>();

        static Told inThisTransaction() {
            return TransactionSynchronizationManager.getSynchronizations().stream()
                    .filter(Told.class::isInstance)
                    .map(Told.class::cast)
                    .findFirst()
                    .orElseGet(() -> {
                        var told = new Told();
                        TransactionSynchronizationManager.registerSynchronization(told);
                        return told;
                    });
        }

        void add(LogLine line) {
            var project = line.fields.getOrDefault(PROJECT, MDC.get(PROJECT));
            var group = new Group(line.log, line.level, line.action, project);
            var alike = lines.computeIfAbsent(group, _ -> new Lines());
            alike.count++;
            if (alike.first.size() < MOST) {
                // What surrounds it now may be over when the transaction is committed.
                Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.<String, String>of())
                        .forEach(line.fields::putIfAbsent);
                alike.first.add(line);
            }
        }

        @Override
        public void afterCommit() {
            lines.forEach(Told::write);
        }

        private static void write(Group group, Lines alike) {
            if (alike.count <= MOST) {
                alike.first.forEach(LogLine::write);
                return;
            }
            var all = new LogLine(group.log, group.level, group.action)
                    .with(PROJECT, group.project)
                    .count(alike.count);
            all.sentence = alike.count + " at once, the first of them: " + alike.first.getFirst().sentence;
            all.write();
        }
    }
}
