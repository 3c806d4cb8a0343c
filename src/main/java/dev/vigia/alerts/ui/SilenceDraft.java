package dev.vigia.alerts.ui;

import com.google.re2j.Pattern;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeId;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.alerts.LabelMatchers.Matcher;
import dev.vigia.alerts.LabelMatchers.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// A silence as it is proposed, before anybody changed it.
///
/// @param clusters whose Alertmanagers are to keep it
/// @param conditions one a label, each to be taken or left
/// @param from the episodes that it is made on
record SilenceDraft(List<String> clusters, List<Matcher> conditions, List<EpisodeId> from) {

    static final String NAME = "alertname";

    static SilenceDraft empty(List<String> clusters) {
        return new SilenceDraft(clusters, List.of(), List.of());
    }

    /// Of one alert all its labels; of several what they have in common, and their names.
    static SilenceDraft of(List<Episode> episodes) {
        var conditions = new ArrayList<Matcher>();
        var names = values(episodes, NAME);
        if (names.size() > 1) {
            conditions.add(Matcher.of(
                    NAME, Operator.MATCHES, names.stream().map(Pattern::quote).collect(Collectors.joining("|"))));
        }
        episodes.getFirst().labels().forEach((label, value) -> {
            if (episodes.stream().allMatch(each -> value.equals(each.labels().get(label)))) {
                conditions.add(label.equals(NAME) ? 0 : conditions.size(), Matcher.of(label, Operator.EQUAL, value));
            }
        });
        return new SilenceDraft(
                episodes.stream()
                        .map(episode -> episode.alert().cluster())
                        .distinct()
                        .sorted()
                        .toList(),
                conditions,
                episodes.stream().map(Episode::id).toList());
    }

    private static List<String> values(List<Episode> episodes, String label) {
        return episodes.stream()
                .map(episode -> episode.labels().get(label))
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    LabelMatchers matchers() {
        return new LabelMatchers(conditions);
    }
}
