package dev.vigia.versions.git;

import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceSync;
import dev.vigia.versions.TagName;
import dev.vigia.versions.TagSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/// The tags that a remote repository or a bundle advertises. Listing and fetching share one connection.
final class RemoteListing implements TagSource.Listing {

    /// Opens a new way to the repository; a connection serves one fetch only.
    interface Way {
        Transport open(Repository mirror, Watch watch) throws IOException;
    }

    private final String where;
    private final Mirror mirror;
    private final Repository repository;
    private final GitSettings settings;
    private final Way way;
    private final ObjectTrees objects;
    private final Map<TagName, Ref> advertised = new LinkedHashMap<>();
    private List<TagSource.Ref> refs = List.of();
    private @Nullable Transport transport;
    private @Nullable FetchConnection connection;

    RemoteListing(String where, Mirror mirror, Repository repository, GitSettings settings, Way way)
            throws SourceFailure {
        this.where = where;
        this.mirror = mirror;
        this.repository = repository;
        this.settings = settings;
        this.way = way;
        this.objects = new ObjectTrees(repository);
        try {
            watched(watch -> connect(watch));
        } catch (SourceFailure e) {
            close();
            throw e;
        }
    }

    @Override
    public Collection<TagSource.Ref> refs() {
        return refs;
    }

    @Override
    public TagSource.Objects fetch(Collection<TagSource.Ref> tags, SourceSync.Progress progress) throws SourceFailure {
        watched(watch -> {
            List<TagSource.Ref> missing = missing(tags);
            if (!missing.isEmpty()) {
                FetchConnection open = connection == null ? connect(watch) : connection;
                connection = null;
                open.fetch(
                        watch.monitor((task, done, total) -> progress.at("fetching", done, total)),
                        missing.stream().map(tag -> wanted(tag)).toList(),
                        Set.of());
                open.close();
                if (!missing(missing).isEmpty()) {
                    throw new IOException("the answer lacks objects that its tags need");
                }
            }
            mirror.take(repository, refs);
            mirror.tidy(repository);
            return watch;
        });
        return objects;
    }

    private Ref wanted(TagSource.Ref tag) {
        Ref ref = advertised.get(tag.name());
        if (ref == null) {
            throw new IllegalArgumentException("Not a tag of this repository: " + tag.name());
        }
        return ref;
    }

    private List<TagSource.Ref> missing(Collection<TagSource.Ref> tags) throws IOException {
        List<TagSource.Ref> missing = new ArrayList<>();
        for (TagSource.Ref tag : tags) {
            if (objects.lacks(tag)) {
                missing.add(tag);
            }
        }
        return missing;
    }

    private FetchConnection connect(Watch watch) throws IOException {
        closeConnection();
        Transport opened = way.open(repository, watch);
        transport = opened;
        opened.setTimeout(Math.max(1, Math.toIntExact(settings.timeout().toSeconds())));
        watch.connection(opened::close);
        FetchConnection answer = opened.openFetch(List.of(new RefSpec("+refs/tags/*:refs/tags/*")), Constants.R_TAGS);
        watch.connection(answer::close);
        connection = answer;
        advertised.clear();
        List<TagSource.Ref> found = new ArrayList<>();
        for (Ref ref : answer.getRefs()) {
            TagNames.of(ref).ifPresent(tag -> {
                if (advertised.put(tag.name(), ref) == null) {
                    found.add(tag);
                }
            });
        }
        refs = found;
        return answer;
    }

    private interface Step {
        Object run(Watch watch) throws IOException;
    }

    private void watched(Step step) throws SourceFailure {
        Watch watch = new Watch(settings, mirror.folder(), where);
        try (watch) {
            step.run(watch);
            watch.lastLook();
        } catch (IOException | RuntimeException e) {
            SourceFailure reached = watch.reached();
            throw reached != null ? reached : GitFailure.of(where, e);
        }
        SourceFailure reached = watch.reached();
        if (reached != null) {
            throw reached;
        }
    }

    private void closeConnection() {
        if (connection != null) {
            connection.close();
        }
        if (transport != null) {
            transport.close();
        }
        connection = null;
        transport = null;
    }

    @Override
    public void close() {
        closeConnection();
        objects.close();
        repository.close();
    }
}
