package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.menu.MenuEntry;
import java.util.Locale;
import java.util.Set;

/// One entry of the navigation. `g` and a letter of its title go there too.
class NavigationLink extends RouterLink implements AfterNavigationObserver {

    private final String path;
    private final Span count = new Span();

    /// @param taken letters that lead elsewhere; the first other one of the title leads here, and is taken then
    NavigationLink(MenuEntry entry, Set<String> taken) {
        setRoute(entry.menuClass());
        path = entry.path().replaceFirst("^/", "");
        addClassName("nav-link");
        entry.title()
                .toLowerCase(Locale.ROOT)
                .chars()
                .mapToObj(Character::toString)
                .filter(taken::add)
                .findFirst()
                .ifPresent(letter -> getElement().setAttribute("data-go", letter));
        var icon = new Span();
        icon.addClassNames("nav-icon", "icon-" + (entry.icon() == null ? "dot" : entry.icon()));
        icon.getElement().setAttribute("aria-hidden", "true");
        var title = new Span(entry.title());
        title.addClassName("nav-title");
        add(icon, title);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var here = event.getLocation().getPath();
        if (here.equals(path) || (!path.isEmpty() && here.startsWith(group() + "/"))) {
            getElement().setAttribute("aria-current", "page");
        } else {
            getElement().removeAttribute("aria-current");
        }
    }

    /// An entry such as `settings/sources` stands for all of `settings`.
    private String group() {
        var slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    void setCount(NavigationCount.Count now) {
        count.removeFromParent();
        if (now.number() > 0) {
            count.setText(now.number() > 999 ? "999+" : Long.toString(now.number()));
            count.setTitle(now.meaning());
            count.setClassName("nav-count " + now.tone().css());
            add(count);
        }
    }
}
