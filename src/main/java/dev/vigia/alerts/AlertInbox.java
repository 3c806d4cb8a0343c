package dev.vigia.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Door to the alerts: what fires, what fired, and what is done about it. Every change raises the topic [#TOPIC].
@Service
public class AlertInbox {

    /// Of the change ticker.
    public static final String TOPIC = IntakeBatch.TOPIC;

    private final BoardReader board;
    private final ReportReader reports;
    private final EpisodeActs acts;
    private final ClusterHealth health;
    private final NeighbourSearch neighbours;

    AlertInbox(
            BoardReader board,
            ReportReader reports,
            EpisodeActs acts,
            ClusterHealth health,
            NeighbourSearch neighbours) {
        this.neighbours = neighbours;
        this.board = board;
        this.reports = reports;
        this.acts = acts;
        this.health = health;
    }

    /// @param limit 1 to 1000
    /// @param cursor from [AlertBoard#next()], or null for the first page
    /// @throws IllegalArgumentException if the cursor is not one of ours, or the limit is out of range
    public AlertBoard board(AlertQuery query, int limit, @Nullable String cursor) {
        return board.read(query, limit, cursor);
    }

    public Optional<EpisodeReport> find(EpisodeId id) {
        return reports.find(id);
    }

    /// Takes the episode on: who does it owns it, unless somebody does already.
    ///
    /// @param seen the handling's version that the decision rests on
    /// @param until null for until the episode ends
    public ActOutcome acknowledge(EpisodeId id, String actor, long seen, @Nullable Instant until) {
        return acts.decide(id, actor, seen, new EpisodeActs.Acknowledge(until));
    }

    public ActOutcome unacknowledge(EpisodeId id, String actor, long seen) {
        return acts.decide(id, actor, seen, new EpisodeActs.Unacknowledge());
    }

    /// @param owner null for nobody
    public ActOutcome assign(EpisodeId id, String actor, long seen, @Nullable String owner) {
        return acts.decide(id, actor, seen, new EpisodeActs.Assign(owner));
    }

    /// @param usefulness null to take the mark away
    public ActOutcome mark(EpisodeId id, String actor, long seen, Handling.@Nullable Usefulness usefulness) {
        return acts.decide(id, actor, seen, new EpisodeActs.Mark(usefulness));
    }

    public ActOutcome savePostMortem(EpisodeId id, String actor, long seen, String markdown) {
        return acts.decide(id, actor, seen, new EpisodeActs.SavePostMortem(markdown));
    }

    /// Comments only add, so none can be stale.
    ///
    /// @param markdown 1 to 20 000 characters
    public ActOutcome comment(EpisodeId id, String actor, String markdown) {
        return acts.comment(id, actor, markdown);
    }

    /// Ticking a ticked step, or unticking one that is not, changes nothing and is no mistake.
    ///
    /// @param step id of the runbook's step
    /// @param text of the step, for the timeline
    public ActOutcome tick(EpisodeId id, String actor, String step, String text, boolean ticked) {
        return acts.tick(id, actor, step, text, ticked);
    }

    /// A draft in markdown from the timeline, the steps, the comments and the times; as saved, if somebody saved it.
    public Optional<String> postMortem(EpisodeId id) {
        return reports.postMortem(id);
    }

    /// What else fires.
    ///
    /// @param labels the alert's
    /// @param by labels that make two alerts neighbours, the most telling first
    public Neighbours neighbours(Map<String, String> labels, List<String> by) {
        return neighbours.of(labels, by);
    }

    /// How asking each configured Alertmanager goes; empty before the first time.
    public List<AlertCluster> clusters() {
        return health.all();
    }
}
