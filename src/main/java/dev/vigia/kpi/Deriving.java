package dev.vigia.kpi;

import dev.vigia.integrity.IntegrityTable;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.Kpi;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes samples, answers of versions and breaches what runs, files, limits and baselines say they are. All of one
/// project in one transaction under the lock of its row, so that two replicas never open the same breach twice; after a
/// crash the marks are still there.
@Component
class Deriving {

    private final KpiMarks marks;
    private final ProjectStates states;
    private final KpiRules rules;
    private final Gathering gathering;
    private final VersionAnswers answers;
    private final BaselineStore baselines;
    private final BaselineValues values;
    private final SampleStore samples;
    private final BreachBook breaches;
    private final IntegrityTable integrity;
    private final Projects projects;
    private final ApplicationEventPublisher events;
    private final ChangeTicker ticker;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Deriving(
            KpiMarks marks,
            ProjectStates states,
            KpiRules rules,
            Gathering gathering,
            VersionAnswers answers,
            BaselineStore baselines,
            BaselineValues values,
            SampleStore samples,
            BreachBook breaches,
            IntegrityTable integrity,
            Projects projects,
            ApplicationEventPublisher events,
            ChangeTicker ticker,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.marks = marks;
        this.states = states;
        this.rules = rules;
        this.gathering = gathering;
        this.answers = answers;
        this.baselines = baselines;
        this.values = values;
        this.samples = samples;
        this.breaches = breaches;
        this.integrity = integrity;
        this.projects = projects;
        this.events = events;
        this.ticker = ticker;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Works in everything that is open. Safe to call at any time, from anywhere, twice.
    void drain(ProjectKey key) {
        states.ensure(key);
        transaction.executeWithoutResult(_ -> derive(projects.require(key)));
    }

    private void derive(Project project) {
        var key = project.key();
        var state = states.lock(key);
        var open = marks.open(key);
        var kpis = rules.of(key);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var basis = basis(project);
        var everything = !basis.equals(state.basis());
        var gathered = gathering.gather(project, open, everything, state.drift());
        var compared = comparedBy(project, kpis);
        var line = state.line();
        var changed = !gathered.kpis().isEmpty();
        if (everything || gathered.touchesVersions() || !compared.equals(state.compared())) {
            var result = compare(project, kpis);
            var answered = answers.replace(key, result.versions());
            integrity.reconsider(key, answered.answered());
            // A version's files count only as long as its run says nothing.
            samples.rewritten(
                    key,
                    samples.of(key, SampleSource.DVC, answered.linked()).stream()
                            .map(stored -> stored.sample().kpi())
                            .collect(Collectors.toSet()));
            changed |= log(project, state.line(), result.now(), now);
            line = result.now();
        }
        var breached = breaches.enter(key, newest(key, kpis, line), now);
        marks.delete(open);
        if (everything
                || !open.isEmpty()
                || gathered.drift() != state.drift()
                || !compared.equals(state.compared())
                || changed
                || breached) {
            states.save(key, new ProjectStates.State(basis, compared, line, gathered.drift(), now));
        }
        if (changed || breached || !compared.equals(state.compared())) {
            tell(key, breached);
        }
    }

    /// Wakes open screens.
    void announce(ProjectKey key) {
        transaction.executeWithoutResult(_ -> tell(key, false));
    }

    private void tell(ProjectKey key, boolean breached) {
        events.publishEvent(new KpisChanged(key, breached));
        ticker.changed(KpiHistory.topic(key));
    }

    /// What samples are read by. Thresholds are no part of it: they change what samples mean, not what they are.
    private static String basis(Project project) {
        var text = new StringBuilder();
        for (var kpi : project.kpis().all()) {
            text.append(kpi.name())
                    .append(' ')
                    .append(kpi.metric())
                    .append(' ')
                    .append(kpi.experiments())
                    .append('\n');
        }
        return text.append(project.names().metrics()).toString();
    }

    /// Whatever the answers of versions rest on beside their samples.
    String comparedBy(Project project, List<Kpi> kpis) {
        var text = new StringBuilder()
                .append(integrity.asOf(project.key()))
                .append(' ')
                .append(project.kpis().rule());
        kpis.forEach(kpi -> text.append('\n').append(kpi.name()).append(' ').append(kpi.thresholds()));
        baselines
                .chosen(project.key())
                .forEach((model, chosen) -> text.append('\n')
                        .append(model)
                        .append(' ')
                        .append(chosen.getFirst().id()));
        return text.toString();
    }

    private VersionLine.Result compare(Project project, List<Kpi> kpis) {
        var versions = integrity.linked(project.key());
        var chosen = baselines.chosen(project.key());
        var known = values.of(project.key(), versions, chosen);
        return new VersionLine(kpis, project.kpis().rule(), chosen, known).compare(versions);
    }

    /// Enters into the history what the rule says now, where that is another baseline than before.
    private boolean log(
            Project project, Map<String, VersionLine.Now> before, Map<String, VersionLine.Now> after, Instant now) {
        var wrote = false;
        for (var entry : after.entrySet()) {
            var is = entry.getValue();
            var was = before.get(entry.getKey());
            var same = was != null && Objects.equals(was.current(), is.current()) && was.byRule() == is.byRule();
            if (is.byRule() && !same && (was != null || is.current() != null)) {
                baselines.add(
                        project.key(),
                        entry.getKey(),
                        true,
                        is.current(),
                        now,
                        "vigia",
                        why(project.kpis().rule()));
                wrote = true;
            }
        }
        return wrote;
    }

    private static String why(Project.BaselineRule rule) {
        return switch (rule) {
            case LAST_WHOLE -> "The last version that is whole and within its limits";
            case LAST_STABLE -> "The last version that is no pre-release";
            case NONE -> "No rule";
        };
    }

    private List<BreachBook.Newest> newest(ProjectKey key, List<Kpi> kpis, Map<String, VersionLine.Now> line) {
        var newest = new ArrayList<BreachBook.Newest>();
        var known = new HashMap<Baseline, Map<String, Sample>>();
        for (var kpi : kpis) {
            var sample = samples.latest(key, kpi.name()).orElse(null);
            if (sample == null) {
                newest.add(new BreachBook.Newest(kpi, null, null, null, null));
                continue;
            }
            var of = answers.find(key, sample);
            var baseline = baselineFor(sample, of.model(), line);
            var value = baseline == null
                    ? null
                    : sample.comparable(known.computeIfAbsent(baseline, each -> values.of(key, each))
                            .get(kpi.name()));
            newest.add(new BreachBook.Newest(kpi, sample, of.tag(), baseline, value));
        }
        return newest;
    }

    /// A run that made no version is of the project's only model, or of none that we could name.
    static @Nullable Baseline baselineFor(Sample sample, @Nullable String model, Map<String, VersionLine.Now> line) {
        var now = model != null
                ? line.get(model)
                : line.size() == 1 ? line.values().iterator().next() : line.get("");
        if (now == null || now.current() == null) {
            return null;
        }
        // What the rule took by itself was compared with the one before it.
        return now.byRule() && now.current().isOf(sample.source(), sample.origin()) ? now.before() : now.current();
    }
}
