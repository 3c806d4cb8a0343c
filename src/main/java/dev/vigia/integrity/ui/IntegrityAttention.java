package dev.vigia.integrity.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.vigia.integrity.IntegrityQuery;
import dev.vigia.integrity.IntegrityQuery.Sort;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.Outcome;
import dev.vigia.platform.ui.Attention;
import dev.vigia.platform.ui.ProjectColumn;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;

/// The versions that are not what they claim to be, on the overview: the newest one by name, since that is what ships
/// next; the others as a number.
@Order(5)
@org.springframework.stereotype.Component
class IntegrityAttention implements Attention, ProjectColumn {

    private final IntegrityTable table;
    private final Projects projects;

    IntegrityAttention(IntegrityTable table, Projects projects) {
        this.table = table;
        this.projects = projects;
    }

    @Override
    public List<Need> needs() {
        var needs = new ArrayList<Need>();
        for (Project project : projects.all()) {
            var newest = newest(project.key());
            long broken = counts(project.key()).getOrDefault(Outcome.FAIL, 0L);
            if (newest != null && newest.verdict().isProblem()) {
                needs.add(new Need(
                        IntegrityWords.tone(newest.verdict()),
                        IntegrityWords.verdict(newest.verdict()),
                        newest.tag() + " of " + project.key() + ", its newest version: " + newest.headline(),
                        broken > 1 ? "and " + (broken - 1) + " older ones are broken" : "",
                        newest.taggedAt(),
                        "See evidence",
                        IntegrityNavigation.versionPage(project.key(), newest.tag())));
            } else if (broken > 0) {
                needs.add(new Need(
                        IntegrityWords.tone(Outcome.FAIL),
                        IntegrityWords.verdict(Outcome.FAIL),
                        IntegrityWords.plural(broken, "version of ", "versions of ") + project.key()
                                + (broken == 1 ? " is" : " are") + " not what they claim",
                        newest == null ? "" : "the newest, " + newest.tag() + ", is whole",
                        null,
                        "See them",
                        IntegrityNavigation.table(project.key())));
            }
        }
        return needs;
    }

    @Override
    public @Nullable Instant quietSince() {
        return null;
    }

    @Override
    public String title() {
        return "Integrity";
    }

    @Override
    public Component cell(String project) {
        var key = new ProjectKey(project);
        var counts = counts(key);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        var cell = new Span();
        cell.addClassName("badges");
        var newest = newest(key);
        if (newest != null) {
            var link = new Anchor(
                    IntegrityNavigation.versionPage(key, newest.tag()),
                    newest.tag().value());
            link.addClassName("mono");
            cell.add(link);
        }
        for (Outcome outcome : new Outcome[] {Outcome.FAIL, Outcome.UNKNOWN, Outcome.WARN}) {
            long number = counts.getOrDefault(outcome, 0L);
            if (number > 0) {
                cell.add(new StatusBadge(
                        IntegrityWords.tone(outcome),
                        number + " of " + all + " "
                                + IntegrityWords.verdict(outcome).toLowerCase(Locale.ROOT)));
            }
        }
        if (all == 0) {
            cell.add(new Span("no version yet"));
        } else if (IntegrityRows.problemsIn(counts) == 0) {
            cell.add(new StatusBadge(IntegrityWords.tone(Outcome.PASS), all + " whole"));
        }
        return cell;
    }

    @Override
    public boolean concerns(String topic) {
        return topic.startsWith(IntegrityCount.TOPICS);
    }

    private @Nullable IntegrityRow newest(ProjectKey project) {
        return table.rows(new IntegrityQuery(Set.of(project), Set.of(), Set.of(), null, Sort.NEWEST), 0, 1).stream()
                .findFirst()
                .orElse(null);
    }

    private Map<Outcome, Long> counts(ProjectKey project) {
        return table.counts(IntegrityQuery.of(project));
    }
}
