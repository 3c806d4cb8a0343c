package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.NativeButton;

/// A commit, run id or content hash: seven digits in monospace. A click, or Enter, copies all of it.
public class Hash extends NativeButton {

    static final int SHOWN = 7;

    /// @param what names it for those who cannot see it, such as `commit`
    public Hash(String full, String what) {
        super(shorten(full));
        addClassName("hash");
        getElement().setAttribute("type", "button");
        getElement().setAttribute("data-copy", full);
        getElement().setAttribute("aria-label", "Copy " + what + " " + shorten(full));
        setTitle(full + " – click copies");
    }

    /// The first seven digits, or all if there are no more.
    public static String shorten(String full) {
        return full.length() <= SHOWN ? full : full.substring(0, SHOWN);
    }
}
