package dev.vigia.runbooks.files;

import dev.vigia.projects.FileRoots;
import dev.vigia.runbooks.RunbookPlaces;
import dev.vigia.runbooks.RunbookSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// The places of the settings, then the jar: a document of one's own replaces the one that ships.
@Component
class ConfiguredPlaces implements RunbookPlaces {

    private final List<RunbookSource> sources;

    ConfiguredPlaces(PlaceSettings settings, FileRoots roots) {
        var places = new ArrayList<RunbookSource>();
        settings.sources().forEach(place -> places.add(new FolderRunbooks(Path.of(place.folder()), roots)));
        places.add(new ShippedRunbooks());
        sources = List.copyOf(places);
    }

    @Override
    public List<RunbookSource> sources() {
        return sources;
    }
}
