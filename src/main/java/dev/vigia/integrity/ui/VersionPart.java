package dev.vigia.integrity.ui;

import com.vaadin.flow.component.Component;
import dev.vigia.integrity.IntegrityRow;
import java.util.Optional;

/// Port: a part of the page of one version that another feature knows about. They stand in the order of their beans.
public interface VersionPart {

    String title();

    /// What there is to say of the version; empty for nothing.
    Optional<Component> of(IntegrityRow version);

    /// Whether a topic of the change ticker may change it.
    boolean concerns(String topic);
}
