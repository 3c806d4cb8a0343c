package dev.vigia.platform.ui;

/// What a colour may say: the four kinds of status, and none. The word and the icon say it too, always.
public enum Tone {
    BAD("bad"),
    WARN("warn"),
    OK("ok"),
    UNKNOWN("unknown"),
    NEUTRAL("neutral");

    private final String css;

    Tone(String css) {
        this.css = css;
    }

    /// The class under which `styles.css` knows it.
    public String css() {
        return css;
    }
}
