package dev.vigia.alerts;

import dev.vigia.alerts.AlertBoard.Row;
import dev.vigia.alerts.EpisodeReport.TimelineEntry;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runbooks.RunbookLibrary;
import dev.vigia.runbooks.RunbookMatch;
import java.security.Principal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Alerts for programs: worst and newest first, page by page, and what a person could do to one.
@RestController
class AlertsApi {

    private final AlertInbox inbox;
    private final RunbookLibrary runbooks;

    AlertsApi(AlertInbox inbox, RunbookLibrary runbooks) {
        this.inbox = inbox;
        this.runbooks = runbooks;
    }

    /// @param counts how many there are of each state; of those that are resolved, in the last 24 hours
    /// @param next give it back as `cursor` for the following page; absent on the last
    record Page(
            List<Item> alerts,
            Map<String, Long> counts,
            @Nullable String next) {}

    /// @param fingerprint 16 hex digits, as Alertmanager computes it
    /// @param version give it back with an act, so that one decided on what is no longer so changes nothing
    /// @param runbook name of the runbook, or its address if it is elsewhere; absent if there is none
    /// @param respondBy absent if nobody need respond, or somebody did
    record Item(
            long id,
            String cluster,
            String fingerprint,
            String state,
            String severity,
            @Nullable String project,
            @Nullable String model,
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String owner,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedUntil,
            long version,
            boolean flapping,
            @Nullable Held suppression,
            @Nullable String runbook,
            @Nullable Instant respondBy) {}

    /// Why nobody is told of it.
    ///
    /// @param kind silenced, inhibited or muted
    /// @param by id of the silence, fingerprint of the inhibiting alert, or name of the time interval
    record Held(
            String kind,
            String by,
            @Nullable String author,
            @Nullable String comment,
            @Nullable Instant until) {}

    /// @param kind such as started, acknowledged, commented
    /// @param detail what the kind leaves open, such as the comment
    record Happened(Instant at, String kind, String actor, String detail) {}

    /// @param earlier ids of the alert's other episodes, newest first
    record Whole(Item alert, List<Happened> timeline, Map<String, EpisodeReport.Tick> steps, List<Long> earlier) {}

    /// @param version as in the alert when it was read; absent to decide on whatever is so now
    /// @param until absent for until the alert resolves
    record Acknowledgement(@Nullable Long version, @Nullable Instant until) {}

    /// @param owner absent for nobody
    record Assignment(@Nullable Long version, @Nullable String owner) {}

    /// @param text markdown
    record Comment(@Nullable String text) {}

    /// @param state any of them, separated by commas; all if absent
    /// @param matcher conditions as in PromQL, such as `alertname="X", severity=~"critical|warning"`
    /// @param limit alerts on a page, 1 to 1000
    @GetMapping(path = "/api/v1/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Page alerts(
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable String matcher,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var query = new AlertQuery(
                states(state),
                LabelMatchers.parse(matcher),
                text,
                project == null ? null : new ProjectKey(project),
                null);
        var board = inbox.board(query, limit, cursor);
        var counts = new TreeMap<String, Long>();
        board.counts().forEach((which, count) -> counts.put(lower(which), count));
        return new Page(board.rows().stream().map(this::item).toList(), counts, board.next());
    }

    @GetMapping(path = "/api/v1/alerts/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Whole alert(@PathVariable long id) {
        return whole(new EpisodeId(id));
    }

    @PostMapping(path = "/api/v1/alerts/{id}/acknowledge", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_alerts:write')")
    Whole acknowledge(
            @PathVariable long id, @RequestBody(required = false) @Nullable Acknowledgement body, Principal actor) {
        var asked = body == null ? new Acknowledgement(null, null) : body;
        var episode = new EpisodeId(id);
        return answer(
                episode, inbox.acknowledge(episode, actor.getName(), seen(episode, asked.version()), asked.until()));
    }

    @PostMapping(path = "/api/v1/alerts/{id}/assign", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_alerts:write')")
    Whole assign(@PathVariable long id, @RequestBody Assignment body, Principal actor) {
        var episode = new EpisodeId(id);
        return answer(episode, inbox.assign(episode, actor.getName(), seen(episode, body.version()), body.owner()));
    }

    @PostMapping(path = "/api/v1/alerts/{id}/comment", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_alerts:write')")
    Whole comment(@PathVariable long id, @RequestBody Comment body, Principal actor) {
        var text = body.text();
        var episode = new EpisodeId(id);
        return answer(episode, inbox.comment(episode, actor.getName(), text == null ? "" : text));
    }

    private long seen(EpisodeId id, @Nullable Long version) {
        return version != null
                ? version
                : inbox.find(id)
                        .map(report -> report.episode().handling().version())
                        .orElse(0L);
    }

    private Whole answer(EpisodeId id, ActOutcome outcome) {
        return switch (outcome) {
            case ActOutcome.Done _ -> whole(id);
            case ActOutcome.Stale stale -> throw new ResponseStatusException(HttpStatus.CONFLICT, stale.sentence());
            case ActOutcome.Over _ ->
                throw new ResponseStatusException(
                        HttpStatus.CONFLICT, "The alert is over; there is nothing to act on.");
            case ActOutcome.Unknown() -> throw notThere();
        };
    }

    private Whole whole(EpisodeId id) {
        var report = inbox.find(id).orElseThrow(AlertsApi::notThere);
        return new Whole(
                item(report.row()),
                report.timeline().stream().map(AlertsApi::happened).toList(),
                report.steps(),
                report.earlier().stream().map(earlier -> earlier.id().value()).toList());
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no alert with this id.");
    }

    private Item item(Row row) {
        var episode = row.episode();
        var clock = row.clock();
        return new Item(
                episode.id().value(),
                episode.alert().cluster(),
                episode.alert().hex(),
                lower(episode.state()),
                lower(episode.severity()),
                episode.project() == null ? null : episode.project().value(),
                episode.model(),
                episode.labels(),
                episode.annotations(),
                episode.startsAt(),
                episode.endsAt(),
                episode.handling().owner(),
                episode.handling().acknowledgedBy(),
                episode.handling().acknowledgedUntil(),
                episode.handling().version(),
                row.isFlapping(),
                held(episode.suppression()),
                runbook(episode),
                clock == null ? null : clock.due());
    }

    private static @Nullable Held held(@Nullable Suppression held) {
        return held == null
                ? null
                : new Held(lower(held.kind()), held.by(), held.author(), held.comment(), held.until());
    }

    private static Happened happened(TimelineEntry entry) {
        return new Happened(entry.at(), lower(entry.kind()), entry.actor(), entry.detail());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private @Nullable String runbook(Episode episode) {
        return switch (runbooks.match(episode.labels(), episode.annotations())) {
            case RunbookMatch.Found found -> found.runbook().name();
            case RunbookMatch.External(var url) -> url;
            case RunbookMatch.Missing _ -> null;
        };
    }

    private static Set<AlertState> states(@Nullable List<String> names) {
        var states = EnumSet.noneOf(AlertState.class);
        for (String name : names == null ? List.<String>of() : names) {
            try {
                states.add(AlertState.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "state is any of firing, acknowledged, silenced, inhibited and resolved", e);
            }
        }
        return states;
    }
}
