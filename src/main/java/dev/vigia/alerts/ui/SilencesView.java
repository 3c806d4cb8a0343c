package dev.vigia.alerts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.vigia.alerts.AlertCluster;
import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.Silence;
import dev.vigia.alerts.SilenceBoard;
import dev.vigia.alerts.Silences;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.Background;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// What is silenced, by whom, why and until when, of every Alertmanager; and what each silence hides now.
@Route(AlertNavigation.SILENCES)
@PageTitle("Silences – Vigía")
@PermitAll
class SilencesView extends Div implements AfterNavigationObserver {

    /// Every question goes to the Alertmanagers, so a storm of changes here must not become one there.
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(10);

    private static final int SHOWN_OVER = 20;

    private final Silences silences;
    private final SilenceActs acts;
    private final AlertInbox inbox;
    private final Clock clock;
    private final Div body = new Div();
    private Instant asked = Instant.EPOCH;
    private boolean waiting;
    private List<SilenceBoard> shown = List.of();

    SilencesView(Silences silences, SilenceActs acts, AlertInbox inbox, Clock clock, ChangeTicker ticker) {
        this.silences = silences;
        this.acts = acts;
        this.inbox = inbox;
        this.clock = clock;
        addClassNames("screen", "silences");
        body.addClassName("silences-body");
        var bar = new ScreenBar("Silences").before(AlertNavigation.back());
        if (!silences.clusters().isEmpty()) {
            var make = new Button("New silence", click -> acts.askForNew(this::ask));
            make.addThemeNames("primary");
            make.getElement().setAttribute("data-hotkey", "s");
            make.getElement().setAttribute("data-hotkey-name", "New silence");
            bar.tools(make);
        }
        add(bar, body);
        LiveUpdates.on(this, ticker, AlertInbox.TOPIC::equals, this::askInTime);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        if (silences.clusters().isEmpty()) {
            body.add(new EmptyState(
                            "Silences are kept by Alertmanager",
                            "Vigía shows them, makes and ends them, once it knows where to reach it.")
                    .withSnippet(SilenceActs.settings("main")));
            return;
        }
        body.add(new Paragraph("Asking " + String.join(" and ", silences.clusters()) + "…"));
        ask();
    }

    private void askInTime() {
        if (waiting) {
            return;
        }
        waiting = true;
        var rest = Duration.between(clock.instant(), asked.plus(AT_MOST_EVERY));
        Background.run(
                this,
                () -> {
                    Thread.sleep(rest.isNegative() ? Duration.ZERO : rest);
                    return true;
                },
                rested -> ask(),
                e -> waiting = false);
    }

    private void ask() {
        waiting = false;
        asked = clock.instant();
        Background.run(this, silences::board, this::show, e -> SilenceActs.say(String.valueOf(e.getMessage())));
    }

    private void show(List<SilenceBoard> board) {
        if (board.equals(shown)) {
            return;
        }
        shown = board;
        body.removeAll();
        for (SilenceBoard of : board) {
            if (board.size() > 1) {
                body.add(new H2(of.cluster()));
            }
            if (of.failure() != null) {
                body.add(failed(of.cluster(), String.valueOf(of.failure().getMessage())));
            } else if (of.listed().stream().allMatch(each -> each.silence().isOver())) {
                body.add(new EmptyState("Nothing is silenced", "Whatever fires, somebody is told of it."));
            }
            rows(of);
        }
    }

    private Div failed(String cluster, String why) {
        var failed = new Div(new StatusBadge(Tone.UNKNOWN, "What is silenced is not known"), new Paragraph(why));
        failed.addClassName("silence-unknown");
        inbox.clusters().stream()
                .filter(each -> each.name().equals(cluster))
                .map(AlertCluster::lastGoodAt)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(good -> failed.add(lastGood(good)));
        return failed;
    }

    private static Paragraph lastGood(Instant at) {
        var last = new Paragraph("It last answered ");
        last.addClassName("secondary");
        last.add(new RelativeTime(at));
        return last;
    }

    private void rows(SilenceBoard of) {
        var list = new Div();
        list.addClassName("silence-list");
        of.listed().stream()
                .filter(each -> !each.silence().isOver())
                .forEach(each -> list.add(new SilenceRow(each, this::extend, this::expire)));
        var over = of.listed().stream().filter(each -> each.silence().isOver()).toList();
        over.stream().limit(SHOWN_OVER).forEach(each -> list.add(new SilenceRow(each, this::extend, this::expire)));
        if (list.getChildren().findAny().isPresent()) {
            body.add(list);
        }
        if (over.size() > SHOWN_OVER) {
            body.add(new Paragraph((over.size() - SHOWN_OVER) + " older ones are over and not shown."));
        }
    }

    private void extend(Silence silence, Duration by) {
        var me = acts.me();
        act(() -> acts.extend(me, silence, by));
    }

    private void expire(Silence silence) {
        var me = acts.me();
        act(() -> acts.expire(me, silence));
    }

    private void act(Callable<@Nullable String> act) {
        Background.run(
                this,
                act,
                said -> {
                    SilenceActs.say(String.valueOf(said));
                    ask();
                },
                e -> SilenceActs.say(String.valueOf(e.getMessage())));
    }
}
