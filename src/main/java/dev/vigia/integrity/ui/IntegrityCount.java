package dev.vigia.integrity.ui;

import dev.vigia.integrity.IntegrityQuery;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.Outcome;
import dev.vigia.platform.ui.NavigationCount;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// How many versions are not in order, for the navigation.
@Component
class IntegrityCount implements NavigationCount {

    static final String TOPICS = "integrity/";

    private final IntegrityTable table;
    private final Projects projects;

    IntegrityCount(IntegrityTable table, Projects projects) {
        this.table = table;
        this.projects = projects;
    }

    @Override
    public Class<IntegrityView> view() {
        return IntegrityView.class;
    }

    @Override
    public Count count() {
        var keys = projects.all().stream().map(Project::key).collect(Collectors.toSet());
        if (keys.isEmpty()) {
            return new Count(0, Tone.NEUTRAL, "");
        }
        var counts = table.counts(new IntegrityQuery(keys, Set.of(), Set.of(), null, IntegrityQuery.Sort.PROBLEMS));
        var problems = IntegrityRows.problemsIn(counts);
        var worst = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey())
                .max(Outcome::compareTo)
                .orElse(Outcome.PASS);
        return new Count(
                problems,
                IntegrityWords.tone(worst),
                IntegrityWords.plural(problems, "version needs", "versions need") + " someone");
    }

    @Override
    public boolean concerns(String topic) {
        return topic.startsWith(TOPICS);
    }
}
