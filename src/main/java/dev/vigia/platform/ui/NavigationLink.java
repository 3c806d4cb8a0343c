package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.menu.MenuEntry;
import java.util.Locale;

/// One entry of the navigation. `g` and its first letter go there too.
class NavigationLink extends RouterLink implements AfterNavigationObserver {

    private final String path;
    private final Span count = new Span();

    NavigationLink(MenuEntry entry) {
        setRoute(entry.menuClass());
        path = entry.path().replaceFirst("^/", "");
        addClassName("nav-link");
        getElement().setAttribute("data-go", entry.title().substring(0, 1).toLowerCase(Locale.ROOT));
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
        if (here.equals(path) || (!path.isEmpty() && here.startsWith(path + "/"))) {
            getElement().setAttribute("aria-current", "page");
        } else {
            getElement().removeAttribute("aria-current");
        }
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
