package dev.vigia.versions.dvc;

import dev.vigia.platform.Diagnostic;
import dev.vigia.platform.Outbound;
import dev.vigia.projects.FileRoots;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import dev.vigia.versions.CommitId;
import dev.vigia.versions.DvcTree;
import dev.vigia.versions.DvcTree.DvcProject;
import dev.vigia.versions.TreeStore;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionTag;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Whether the DVC remotes answer: those that the newest version's data belongs into, and those that the settings
/// name. Each is asked for one object that nobody has.
@Component
@Order(50)
class RemotesDiagnostic implements Diagnostic {

    private static final String NOBODY_HAS = "files/md5/00/00000000000000000000000000000";

    private final Projects projects;
    private final VersionCatalog versions;
    private final TreeStore trees;
    private final RemoteStores stores;

    RemotesDiagnostic(
            Projects projects,
            VersionCatalog versions,
            TreeStore trees,
            FileRoots roots,
            Outbound outbound,
            DataSettings settings) {
        this.projects = projects;
        this.versions = versions;
        this.trees = trees;
        this.stores = new RemoteStores(roots, outbound::check, settings.timeout());
    }

    @Override
    public String part() {
        return "DVC remotes";
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        for (Project project : projects.all()) {
            if (project.git() != null) {
                places(project).forEach((name, place) -> findings.add(look(project.key() + ": " + name, place)));
            }
        }
        return findings;
    }

    @Override
    public List<URI> servers() {
        return projects.all().stream()
                .flatMap(project -> project.dvc().remotes().values().stream())
                .map(remote -> remote.endpoint() != null ? remote.endpoint() : String.valueOf(remote.url()))
                .filter(url -> url.startsWith("http"))
                .map(URI::create)
                .toList();
    }

    private Finding look(String what, RemotePlace place) {
        try (ObjectStore store = stores.open(place)) {
            return store.ask(NOBODY_HAS, null) instanceof ObjectAnswer.Unknown unknown
                    ? Finding.wrong(what, "It cannot be asked: " + unknown.why() + ".", next(unknown.code()))
                    : Finding.ok(what, "It answers.");
        }
    }

    private static String next(String code) {
        return switch (code) {
            case "remote-refused" ->
                "Check the access key or password in dvc.remotes, and vigia.network.allowed-cidrs.";
            case "remote-unreachable" -> "Check its address, and that it is up.";
            default -> "Give its url in dvc.remotes; the README lists the kinds that are asked.";
        };
    }

    private Map<String, RemotePlace> places(Project project) {
        var found = new TreeMap<String, RemotePlace>();
        var places = new RemotePlaces(project.dvc());
        project.dvc().remotes().forEach((name, remote) -> {
            if (remote.url() != null) {
                found.put(name, places.find(new DvcProject("", null, Map.of(), null), name));
            }
        });
        newest(project).ifPresent(tree -> {
            for (DvcTree.DeclaredOutput output : tree.outputs()) {
                tree.projects().stream()
                        .filter(dvc -> dvc.folder().equals(output.project()) && output.remote() != null)
                        .forEach(dvc -> found.put(String.valueOf(output.remote()), places.find(dvc, output.remote())));
            }
        });
        return found;
    }

    /// Empty as long as nothing was synced, or while the database does not answer, which is said elsewhere.
    private Optional<DvcTree> newest(Project project) {
        try {
            var commit = versions.versions(project.key()).stream()
                    .filter(version -> version.deletedAt() == null)
                    .max(Comparator.comparing(VersionTag::taggedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
                    .map(VersionTag::commit);
            return commit.map(
                    id -> trees.trees(project.key(), List.<CommitId>of(id)).get(id));
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }
}
