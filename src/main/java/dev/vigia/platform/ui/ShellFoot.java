package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.Release;
import java.util.List;

/// How fresh the data is, who is signed in, the way out, and which release this is.
class ShellFoot extends Div {

    private final List<FreshnessNote> notes;
    private final Div freshness = new Div();

    ShellFoot(List<FreshnessNote> notes, ChangeTicker ticker, AuthenticationContext authentication) {
        this.notes = notes;
        addClassName("side-foot");
        var name = new Span(authentication.getPrincipalName().orElse("nobody"));
        name.addClassName("who");
        var out = new NativeButton("Sign out", click -> authentication.logout());
        out.addClassName("link-button");
        var account = new Div(name, out);
        account.addClassName("account");
        var release = new Span("Vigía " + Release.version());
        release.addClassName("release");
        add(freshness, account, release);
        LiveUpdates.on(
                this, ticker, topic -> notes.stream().anyMatch(note -> note.concerns(topic)), this::refreshFreshness);
        refreshFreshness();
    }

    private void refreshFreshness() {
        freshness.removeAll();
        for (FreshnessNote source : notes) {
            var note = source.note();
            var link = new RouterLink();
            link.setRoute(source.details());
            link.addClassNames("freshness", note.tone().css());
            link.add(StatusIcon.decorative(note.tone()), new Span(note.words()));
            if (note.at() != null) {
                link.add(new RelativeTime(note.at()));
            }
            freshness.add(link);
        }
    }
}
