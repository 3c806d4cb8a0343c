package dev.vigia.alerts.ui;

import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.Neighbours;
import dev.vigia.alerts.Neighbours.Shared;
import dev.vigia.runbooks.FactAsk;
import dev.vigia.runbooks.LiveAnswer;
import dev.vigia.runbooks.LiveAnswer.Outcome;
import dev.vigia.runbooks.LiveFact;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// `firing-neighbours`: whether the trouble is this alert's alone, or one of many with the same cause.
@Component
class FiringNeighboursFact implements LiveFact {

    private static final List<String> BY = List.of("instance", "job", "project");

    private final AlertInbox inbox;

    FiringNeighboursFact(AlertInbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public String name() {
        return "firing-neighbours";
    }

    @Override
    public LiveAnswer answer(FactAsk ask) {
        if (ask.labels().isEmpty()) {
            return new LiveAnswer(Outcome.UNKNOWN, "Answered beside an alert.", null);
        }
        var neighbours = inbox.neighbours(ask.labels(), BY);
        if (BY.stream().noneMatch(ask.labels()::containsKey)) {
            return new LiveAnswer(
                    Outcome.NEUTRAL,
                    "The alert names no instance, job or project; " + others(neighbours.firing()) + " at all.",
                    AlertNavigation.toInbox());
        }
        return neighbours.shared().isEmpty() ? alone(neighbours) : together(neighbours);
    }

    private static LiveAnswer alone(Neighbours neighbours) {
        return new LiveAnswer(
                Outcome.GOOD,
                "No other alert fires with the same instance, job or project"
                        + (neighbours.firing() == 0 ? "." : "; " + others(neighbours.firing()) + " elsewhere."),
                AlertNavigation.toInbox());
    }

    private static LiveAnswer together(Neighbours neighbours) {
        var most = neighbours.shared().stream()
                .max(Comparator.comparingLong(Shared::alerts))
                .orElseThrow();
        return new LiveAnswer(
                Outcome.DOUBTFUL,
                neighbours.shared().stream().map(FiringNeighboursFact::words).collect(Collectors.joining("; ")) + ".",
                AlertNavigation.toLabelled(most.label(), most.value()));
    }

    private static String words(Shared shared) {
        var more = shared.alerts() > shared.names().size() ? ", …" : "";
        return others(shared.alerts()) + " with " + shared.label() + "=" + shared.value() + ": "
                + String.join(", ", shared.names()) + more;
    }

    private static String others(long number) {
        return number == 0 ? "none fires" : number == 1 ? "1 other alert fires" : number + " other alerts fire";
    }
}
