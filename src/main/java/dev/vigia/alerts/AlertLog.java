package dev.vigia.alerts;

import dev.vigia.platform.LogLine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells in the log which alerts began and which are over.
@Component
class AlertLog {

    private static final Logger LOG = LoggerFactory.getLogger(AlertLog.class);

    @EventListener
    void on(AlertFired event) {
        tell("alert-fired", event.episode(), event.about(), event.heldBack() ? " fires, silenced" : " fires");
    }

    @EventListener
    void on(AlertResolved event) {
        tell("alert-resolved", event.episode(), event.about(), event.told() ? " is over" : " is not known any more");
    }

    private static void tell(String action, EpisodeId episode, AlertAbout about, String what) {
        var line = LogLine.info(LOG, action);
        fields(episode, about).forEach(line::with);
        line.say(about.name() + what + ": " + about.sentence());
    }

    /// As far as the alert's labels say it.
    static Map<String, @Nullable Object> fields(EpisodeId episode, AlertAbout about) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put(LogLine.ALERT, about.name());
        fields.put(LogLine.EPISODE, episode);
        fields.put(LogLine.PROJECT, about.project());
        fields.put(LogLine.VERSION, about.labels().get("version"));
        fields.put(LogLine.KPI, about.labels().get("kpi"));
        return fields;
    }
}
