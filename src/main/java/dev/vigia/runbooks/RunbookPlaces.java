package dev.vigia.runbooks;

import java.util.List;

/// Port: all the places that runbooks come from.
public interface RunbookPlaces {

    /// The one that wins first, where two have a document of the same name.
    List<RunbookSource> sources();
}
