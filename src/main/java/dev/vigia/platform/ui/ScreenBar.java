package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;

/// The one thin bar of a screen: title, project chips, filter, actions.
public class ScreenBar extends Composite<Header> {

    private final H1 title;
    private final Div chips = new Div();
    private final Div tools = new Div();

    public ScreenBar(String title) {
        this.title = new H1(title);
        chips.addClassName("bar-chips");
        tools.addClassName("bar-tools");
        getContent().addClassName("screen-bar");
        getContent().add(this.title, chips, tools);
    }

    public void setTitle(String text) {
        title.setText(text);
    }

    /// Before the title, such as the way back.
    public ScreenBar before(Component... components) {
        for (int i = 0; i < components.length; i++) {
            getContent().addComponentAtIndex(i, components[i]);
        }
        return this;
    }

    /// Which part of the data is shown; on a narrow screen they scroll sideways.
    public ScreenBar chips(Component... components) {
        chips.add(components);
        return this;
    }

    /// Filter and actions, at the end of the bar.
    public ScreenBar tools(Component... components) {
        tools.add(components);
        return this;
    }
}
