package dev.vigia.runbooks.files;

import dev.vigia.projects.FileRoots;
import dev.vigia.projects.GitFolders;
import dev.vigia.projects.Secret;
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

    ConfiguredPlaces(PlaceSettings settings, FileRoots roots, GitFolders git) {
        var places = new ArrayList<RunbookSource>();
        settings.sources().forEach(place -> places.add(source(place, roots, git)));
        places.add(new ShippedRunbooks());
        sources = List.copyOf(places);
    }

    private static RunbookSource source(PlaceSettings.Place place, FileRoots roots, GitFolders git) {
        var folder = place.folder() == null ? "" : place.folder();
        if (place.git() == null) {
            return new FolderRunbooks(Path.of(folder), roots);
        }
        return new GitRunbooks(
                new GitFolders.Place(
                        place.git(),
                        place.branch(),
                        folder,
                        ".md",
                        FolderRunbooks.LARGEST,
                        place.username(),
                        place.password() == null ? null : new Secret(place.password()),
                        place.sshKey() == null ? null : Path.of(place.sshKey())),
                git);
    }

    @Override
    public List<RunbookSource> sources() {
        return sources;
    }
}
