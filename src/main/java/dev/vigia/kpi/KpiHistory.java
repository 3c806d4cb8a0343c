package dev.vigia.kpi;

import dev.vigia.integrity.Evidence;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.LinkedVersion;
import dev.vigia.projects.Kpi;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.Threshold;
import dev.vigia.runs.RunId;
import dev.vigia.versions.TagName;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Door to the KPIs of every project: their history, what they are compared with, and what is beyond its limits.
@Service
public class KpiHistory {

    private static final int LISTED = 200;

    private final Projects projects;
    private final KpiRules rules;
    private final SampleStore samples;
    private final BreachStore breaches;
    private final BaselineStore baselines;
    private final BaselineValues values;
    private final BaselineFinder finder;
    private final VersionAnswers answers;
    private final IntegrityTable integrity;
    private final ProjectStates states;
    private final Charting charting;
    private final Clock clock;

    KpiHistory(
            Projects projects,
            KpiRules rules,
            SampleStore samples,
            BreachStore breaches,
            BaselineStore baselines,
            BaselineValues values,
            BaselineFinder finder,
            VersionAnswers answers,
            IntegrityTable integrity,
            ProjectStates states,
            Charting charting,
            Clock clock) {
        this.projects = projects;
        this.rules = rules;
        this.samples = samples;
        this.breaches = breaches;
        this.baselines = baselines;
        this.values = values;
        this.finder = finder;
        this.answers = answers;
        this.integrity = integrity;
        this.states = states;
        this.charting = charting;
        this.clock = clock;
    }

    /// What the change ticker's topics of KPIs begin with.
    public static final String TOPICS = "kpis/";

    /// The change ticker's topic of a project's KPIs.
    public static String topic(ProjectKey project) {
        return TOPICS + project.value();
    }

    /// Every KPI of the project, in the order they are configured.
    public List<KpiStatus> status(ProjectKey project) {
        var open = breaches.open(project);
        var edits = rules.edits(project);
        var line = line(project);
        var known = new HashMap<Baseline, Map<String, Sample>>();
        return rules.of(project).stream()
                .map(kpi -> status(project, kpi, edits.get(kpi.name()), open, line, known))
                .toList();
    }

    /// One of them; empty if the project has no such KPI.
    public Optional<KpiStatus> status(ProjectKey project, String name) {
        return rules.of(project).stream()
                .filter(kpi -> kpi.name().equals(name))
                .findFirst()
                .map(kpi -> status(
                        project,
                        kpi,
                        rules.edits(project).get(name),
                        breaches.open(project),
                        line(project),
                        new HashMap<>()));
    }

    private KpiStatus status(
            ProjectKey project,
            Kpi kpi,
            @Nullable ThresholdEdit edit,
            List<KpiBreach> open,
            Map<String, VersionLine.Now> line,
            Map<Baseline, Map<String, Sample>> known) {
        var latest = samples.latest(project, kpi.name()).orElse(null);
        var of = latest == null ? VersionAnswers.Of.NOTHING : answers.find(project, latest);
        var baseline = latest == null ? null : Deriving.baselineFor(latest, of.model(), line);
        var value = latest == null || baseline == null
                ? null
                : latest.comparable(known.computeIfAbsent(baseline, each -> values.of(project, each))
                        .get(kpi.name()));
        return new KpiStatus(
                kpi,
                edit == null || edit.thresholds() == null ? null : edit,
                latest,
                of.tag(),
                baseline,
                value,
                kpi.thresholds().stream()
                        .map(threshold -> new KpiStatus.Limit(threshold, Limits.limit(threshold, value)))
                        .toList(),
                open.stream().filter(breach -> breach.kpi().equals(kpi.name())).toList(),
                latest != null && isUnlikely(project, latest));
    }

    private boolean isUnlikely(ProjectKey project, Sample latest) {
        return Outliers.isOutlier(
                latest.value(),
                samples.before(project, latest.kpi(), latest.at(), Outliers.WINDOW).stream()
                        .mapToDouble(Sample::value)
                        .toArray());
    }

    private Map<String, VersionLine.Now> line(ProjectKey project) {
        return states.find(project).map(ProjectStates.State::line).orElse(Map.of());
    }

    /// When samples, limits or baselines were last worked in; null before the first time.
    public @Nullable Instant asOf(ProjectKey project) {
        return states.find(project).map(ProjectStates.State::asOf).orElse(null);
    }

    /// Points of one KPI, held against the limits that count now.
    ///
    /// @throws UnknownKpiException if the project has no such KPI
    public SeriesPage series(ProjectKey project, String kpi, SeriesQuery query) {
        return page(project, rules.require(project, kpi), query);
    }

    /// The same, held against thresholds that nobody saved: what would this rule have done?
    public SeriesPage preview(ProjectKey project, String kpi, List<Threshold> thresholds, SeriesQuery query) {
        return page(project, rules.require(project, kpi).with(thresholds), query);
    }

    private SeriesPage page(ProjectKey project, Kpi kpi, SeriesQuery query) {
        return charting.page(project, kpi, status(project, kpi.name()).orElseThrow(), query);
    }

    /// What the runs of a table say, by run and KPI.
    public Map<RunId, Map<String, Sample>> samples(ProjectKey project, Collection<RunId> runs) {
        var found = new HashMap<RunId, Map<String, Sample>>();
        samples.of(project, SampleSource.RUN, runs.stream().map(RunId::value).toList())
                .forEach(stored -> found.computeIfAbsent(
                                new RunId(stored.sample().origin()), _ -> new HashMap<>())
                        .put(stored.sample().kpi(), stored.sample()));
        return found;
    }

    /// All versions that are still in Git, oldest first, with what their KPIs say.
    public List<VersionKpis> versions(ProjectKey project) {
        var linked = integrity.linked(project);
        return versions(
                project,
                linked,
                answers.of(project, linked.stream().map(LinkedVersion::tag).toList()));
    }

    /// The same under thresholds that nobody saved. Which version is whose baseline may be another one then.
    public List<VersionKpis> preview(ProjectKey project, String kpi, List<Threshold> thresholds) {
        var tried = rules.of(project).stream()
                .map(each -> each.name().equals(kpi) ? each.with(thresholds) : each)
                .toList();
        var linked = integrity.linked(project);
        var chosen = baselines.chosen(project);
        var rule = projects.require(project).kpis().rule();
        var line = new VersionLine(tried, rule, chosen, values.of(project, linked, chosen)).compare(linked);
        var compared = new HashMap<TagName, Evidence.Kpis>();
        line.versions().forEach(each -> compared.put(each.version().tag(), each.answer()));
        return versions(project, linked, compared);
    }

    private List<VersionKpis> versions(
            ProjectKey project, List<LinkedVersion> linked, Map<TagName, Evidence.Kpis> compared) {
        var known = values.of(project, linked, Map.of());
        return linked.stream()
                .map(version -> new VersionKpis(
                        version.tag(),
                        VersionLine.model(version),
                        version.at(),
                        version.runId(),
                        known.apply(new Baseline(version.tag().value(), version.runId(), version.at())),
                        compared.get(version.tag())))
                .toList();
    }

    /// One version's KPIs; empty if there is no such version in Git.
    public Optional<VersionKpis> version(ProjectKey project, TagName tag) {
        return versions(project).stream()
                .filter(version -> version.tag().equals(tag))
                .findFirst();
    }

    /// Breaches that last, worst first, of all projects.
    public List<KpiBreach> openBreaches() {
        return breaches.open();
    }

    public List<KpiBreach> openBreaches(ProjectKey project) {
        return breaches.open(project);
    }

    /// Open and over, newest first, 200 at most.
    public List<KpiBreach> breaches(ProjectKey project) {
        return breaches.history(project, LISTED);
    }

    /// What is compared with now, by model; empty where there is no baseline.
    public Map<String, Baseline> baselines(ProjectKey project) {
        var now = new HashMap<String, Baseline>();
        line(project).forEach((model, each) -> {
            if (each.current() != null) {
                now.put(model, each.current());
            }
        });
        return now;
    }

    /// Who said from when on what is compared with, newest first, 200 at most.
    public List<BaselineChoice> baselineHistory(ProjectKey project) {
        return baselines.history(project, LISTED);
    }

    /// Whether a person chose the baseline of this model, and nobody took that back.
    public boolean isChosen(ProjectKey project, String model) {
        return !baselines.chosen(project).getOrDefault(model, List.of()).isEmpty();
    }

    /// What makes a baseline doubtful, in sentences, by model.
    public Map<String, String> staleBaselines(ProjectKey project) {
        return finder.stale(project, baselines(project), clock.instant());
    }

    /// Runs that are marked as candidates.
    public List<RunId> candidates(ProjectKey project) {
        return baselines.candidates(project).stream().map(RunId::new).toList();
    }
}
