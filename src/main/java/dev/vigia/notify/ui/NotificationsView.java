package dev.vigia.notify.ui;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.vigia.notify.Answer;
import dev.vigia.notify.DeadLetter;
import dev.vigia.notify.Notifications;
import dev.vigia.notify.ReceiverStatus;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.Background;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.SettingsTabs;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is told of what, how that goes, and what was not told.
@Route(NotificationsView.PATH)
@PageTitle("Notifications – Settings – Vigía")
@PermitAll
class NotificationsView extends Div implements ReceiverRow.Acts {

    static final String PATH = "settings/notifications";

    private static final int PAGE = 50;

    private final Notifications notifications;
    private final String account;
    private final boolean administrator;
    private final Map<String, ReceiverRow> rows = new LinkedHashMap<>();
    private final Span summary = new Span();
    private final Div letters = new Div();
    private int shown = PAGE;

    NotificationsView(
            Notifications notifications, AuthenticationContext authentication, SettingsTabs tabs, ChangeTicker ticker) {
        this.notifications = notifications;
        this.account = authentication.getPrincipalName().orElse("unknown");
        this.administrator = authentication.hasRole("ADMIN");
        addClassNames("screen", "sources-screen", "notifications-screen");
        summary.addClassName("secondary");
        summary.getElement().setAttribute("role", "status");
        add(new ScreenBar("Notifications").chips(tabs.on(PATH), summary));
        var all = notifications.receivers();
        if (all.isEmpty()) {
            add(nobody());
            return;
        }
        var page = new Div();
        page.addClassName("page");
        page.add(receivers(all));
        if (!notifications.hasLinks()) {
            page.add(withoutLinks());
        }
        page.add(letters);
        add(page);
        LiveUpdates.on(this, ticker, Notifications.TOPIC::equals, this::refresh);
        refresh();
    }

    private Section receivers(List<ReceiverStatus> all) {
        var list = new UnorderedList();
        list.addClassName("sources");
        var rules = notifications.rules();
        for (ReceiverStatus status : all) {
            var own = rules.stream()
                    .filter(rule -> rule.receiver().equals(status.name()))
                    .toList();
            var row = new ReceiverRow(status, own, administrator ? this : null);
            rows.put(status.name(), row);
            list.add(row);
        }
        var section = new Section(new H2("Receivers"), list);
        section.addClassName("notifications-part");
        return section;
    }

    private static Paragraph withoutLinks() {
        var hint = new Paragraph(
                new Span("What is sent holds no link to Vigía. Set "),
                new Code("vigia.network.public-url"),
                new Span(" to the address that people open it with."));
        hint.addClassNames("secondary", "notifications-hint");
        return hint;
    }

    private void refresh() {
        var all = notifications.receivers();
        summary.setText(NotifyWords.summary(all));
        all.forEach(status -> row(status.name()).ifPresent(row -> row.update(status)));
        showLetters();
    }

    private void showLetters() {
        letters.removeAll();
        var found = notifications.dead(null, null, shown + 1);
        if (found.isEmpty()) {
            return;
        }
        var page = new ArrayList<>(found.subList(0, Math.min(shown, found.size())));
        var section = new Section(new H2("Not told"), new DeadLetterTable(page, administrator ? this::resend : null));
        section.addClassName("notifications-part");
        letters.add(section);
        if (found.size() > shown) {
            var more = new NativeButton("Show more", click -> {
                shown += PAGE;
                showLetters();
            });
            more.addClassName("button");
            letters.add(more);
        }
    }

    private void resend(DeadLetter letter) {
        notifications.resend(letter.id(), account);
        refresh();
    }

    @Override
    public void resendAll(String receiver) {
        notifications.resendAll(receiver, account);
        refresh();
    }

    @Override
    public void test(String receiver) {
        row(receiver).ifPresent(row -> {
            row.testing();
            Background.<@Nullable Answer>run(
                    this,
                    () -> notifications.test(receiver, account).orElse(null),
                    answer -> Optional.ofNullable(answer).ifPresent(row::tested),
                    failure -> row.testFailed());
        });
    }

    private Optional<ReceiverRow> row(String receiver) {
        return Optional.ofNullable(rows.get(receiver));
    }

    private static EmptyState nobody() {
        return new EmptyState(
                        "Nobody is told yet",
                        "Vigía can tell Slack, Microsoft Teams, a webhook or a tracker of issues when an alert fires, a"
                                + " version breaks or data drifts. Name a receiver and a rule in application.yaml, and"
                                + " start again.")
                .withSnippet("""
                        vigia:
                          network:
                            public-url: https://vigia.example.org
                          notifications:
                            receivers:
                              - name: ops-slack
                                kind: slack
                                url: ${SLACK_WEBHOOK_URL}
                            rules:
                              - receiver: ops-slack
                                events: [alert-fired, alert-resolved]
                                severities: [critical, warning]""");
    }
}
