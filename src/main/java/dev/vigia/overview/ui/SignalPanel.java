package dev.vigia.overview.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import dev.vigia.overview.signals.GoldenSignals;
import dev.vigia.runbooks.RunbookLibrary;
import dev.vigia.runbooks.ui.RunbookNavigation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Scope;

/// The golden signals of all services, those that need someone first.
@org.springframework.stereotype.Component
@Scope(BeanDefinition.SCOPE_PROTOTYPE)
class SignalPanel extends Div {

    private final GoldenSignals signals;
    private final RunbookLibrary runbooks;
    private final Map<String, ServiceCard> cards = new LinkedHashMap<>();

    SignalPanel(GoldenSignals signals, RunbookLibrary runbooks) {
        this.signals = signals;
        this.runbooks = runbooks;
        addClassName("golden-signals");
        add(new H2("Golden signals"));
        refresh();
    }

    void refresh() {
        var now = signals.all();
        setVisible(!now.isEmpty());
        for (var service : now) {
            var key = service.project().key().value();
            var card = cards.get(key);
            if (card == null) {
                var made = new ServiceCard(service, this::runbook);
                cards.put(key, made);
                add(made);
            } else {
                card.update(service);
            }
        }
    }

    private @Nullable String runbook(String name) {
        return runbooks.find(name)
                .map(found -> RunbookNavigation.toRunbook(found.name()))
                .orElse(null);
    }
}
