package dev.vigia.alerts.ui;

import com.vaadin.flow.component.html.NativeButton;
import dev.vigia.platform.ui.EmptyState;

/// What the inbox says when it has nothing to list.
final class NoAlerts {

    private NoAlerts() {}

    /// @param origin of this instance as its user reaches it, such as `https://vigia.example.org`
    static EmptyState atAll(String origin) {
        return new EmptyState(
                        "Nothing fires",
                        "Alerts come from Alertmanager: let it deliver here, with an API token of the scope"
                                + " alerts:write.")
                .withSnippet("""
                        # alertmanager.yml
                        route:
                          receiver: vigia
                        receivers:
                          - name: vigia
                            webhook_configs:
                              - url: %s/api/v1/alerts/alertmanager?cluster=main
                                send_resolved: true
                                http_config:
                                  authorization:
                                    credentials: <API token>""".formatted(origin));
    }

    static EmptyState matching(Runnable onClear) {
        var clear = new NativeButton("Clear the filter", click -> onClear.run());
        clear.addClassName("button");
        return new EmptyState("Nothing matches", "No alert fits the filter.").with(clear);
    }

    static EmptyState unknown(Runnable onClose) {
        var close = new NativeButton("Back to the inbox", click -> onClose.run());
        close.addClassName("button");
        return new EmptyState("No such alert", "It is not kept any more, or its number was mistyped.").with(close);
    }
}
