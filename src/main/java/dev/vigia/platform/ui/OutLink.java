package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A link out of Vigía. Anything but http and https is refused: an anchor throws at an unsafe address, and one
/// hostile name must not break a screen.
public final class OutLink {

    private OutLink() {}

    public static Optional<Anchor> to(@Nullable String address, String label) {
        if (address == null || !isWeb(address)) {
            return Optional.empty();
        }
        var anchor = new Anchor(address, label + " ↗", AnchorTarget.BLANK);
        anchor.getElement().setAttribute("rel", "noopener noreferrer");
        anchor.addClassName("out-link");
        return Optional.of(anchor);
    }

    static boolean isWeb(String address) {
        try {
            var uri = new URI(address);
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}
