package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.vigia.platform.ChangeTicker;
import jakarta.annotation.security.PermitAll;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// The frame around every screen: navigation from the views' own `@Menu`, with counts where someone is needed,
/// and at its foot how fresh the data is and who is signed in. It names no view.
@Layout
@PermitAll
@Tag("div")
@JsModule("context://assets/vigia.js")
class Shell extends Component implements RouterLayout {

    private final Main main = new Main();
    private final List<NavigationCount> counts;
    private final Map<Class<? extends Component>, NavigationLink> links = new LinkedHashMap<>();

    Shell(
            ObjectProvider<NavigationCount> counts,
            ObjectProvider<FreshnessNote> freshness,
            ChangeTicker ticker,
            AuthenticationContext authentication) {
        this.counts = counts.orderedStream().toList();
        getElement().getClassList().add("shell");

        var entries = new Nav();
        entries.addClassName("nav-entries");
        entries.setAriaLabel("Screens");
        var letters = new HashSet<String>();
        for (MenuEntry entry : MenuConfiguration.getMenuEntries()) {
            var link = new NavigationLink(entry, letters);
            links.put(entry.menuClass(), link);
            entries.add(link);
        }
        var foot = new ShellFoot(freshness.orderedStream().toList(), ticker, authentication);
        var side = new Div(new Brand(), entries, foot);
        side.addClassName("side");
        main.setId("main");
        getElement().appendChild(side.getElement(), main.getElement());

        LiveUpdates.on(main, ticker, this::concernsCounts, this::refreshCounts);
        refreshCounts();
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.getElement().appendChild(content.getElement());
    }

    @Override
    public void removeRouterLayoutContent(@Nullable HasElement previous) {
        main.removeAll();
    }

    private boolean concernsCounts(String topic) {
        return counts.stream().anyMatch(count -> count.concerns(topic));
    }

    private void refreshCounts() {
        for (NavigationCount count : counts) {
            var link = links.get(count.view());
            if (link != null) {
                link.setCount(count.count());
            }
        }
    }
}
