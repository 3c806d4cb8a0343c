package dev.vigia.notify;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.vigia.alerts.Severity;
import dev.vigia.notify.Notice.Phase;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How an event is put into words for a receiver: two templates without logic. What they insert is escaped as the
/// receiver needs it; what they say themselves is the administrator's.
public final class Wording {

    private static final String TITLE = "{{title}}";
    private static final String TEXT = "{{sentence}}";

    private static final String NAMES =
            "event, title, sentence, name, severity, project, at, link, labels.<name> and annotations.<name>";

    private final Template title;
    private final Template text;

    private Wording(Template title, Template text) {
        this.title = title;
        this.text = text;
    }

    /// @throws IllegalArgumentException with a sentence, if one of them is no template or names what there is not
    static Wording of(@Nullable String title, @Nullable String text, Receiver.Kind kind) {
        return new Wording(
                compiled(title == null ? TITLE : title, Escaping.ofTitles(kind)),
                compiled(text == null ? TEXT : text, Escaping.of(kind)));
    }

    static void check(String template) {
        compiled(template, UnaryOperator.identity());
    }

    private static Template compiled(String template, UnaryOperator<String> escape) {
        try {
            var compiled = Mustache.compiler().withEscaper(escape::apply).compile(template);
            compiled.execute(variables(EXAMPLE, null));
            return compiled;
        } catch (RuntimeException e) {
            // Of several kinds: a partial, for one, is an unsupported operation.
            throw new IllegalArgumentException(
                    "expected a Mustache template that uses no other names than " + NAMES + "; " + e.getMessage(), e);
        }
    }

    private static final Notice EXAMPLE = new Notice(
            EventKind.TEST,
            Phase.TELLS,
            "",
            Severity.NONE,
            null,
            "",
            "",
            "",
            "",
            Instant.EPOCH,
            new TreeMap<>(),
            new TreeMap<>());

    /// @param link null if it is not known where people reach Vigía
    public String title(Notice notice, @Nullable String link) {
        return title.execute(variables(notice, link)).strip();
    }

    public String text(Notice notice, @Nullable String link) {
        return text.execute(variables(notice, link)).strip();
    }

    private static Map<String, Object> variables(Notice notice, @Nullable String link) {
        var all = new HashMap<String, Object>();
        all.put("event", notice.kind().id());
        all.put("title", notice.title());
        all.put("sentence", notice.sentence());
        all.put("name", notice.name());
        all.put("severity", notice.severity().name().toLowerCase(Locale.ROOT));
        all.put("project", notice.project() == null ? "" : notice.project());
        all.put("at", notice.at().toString());
        all.put("link", link == null ? "" : link);
        all.put("labels", new Open(notice.labels()));
        all.put("annotations", new Open(notice.annotations()));
        return all;
    }

    /// Whatever name is asked for, it is there: which labels an alert has is not known before.
    private static final class Open extends HashMap<String, Object> {

        Open(Map<String, String> given) {
            super(given);
        }

        @Override
        public boolean containsKey(Object key) {
            return true;
        }

        @Override
        public Object get(Object key) {
            return getOrDefault(key, "");
        }
    }
}
