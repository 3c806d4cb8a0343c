package dev.vigia.versions;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The stored form of a tree: the commit is the row's key, hence not in the text, so that equal trees have equal text.
final class TreeJson {

    private record Stored(
            DvcTracking tracking,
            List<TreeValue> metrics,
            List<TreeValue> params,
            List<String> problems,
            @Nullable List<UnreadValues> unread,
            @Nullable List<DvcTree.DeclaredOutput> outputs,
            @Nullable List<DvcTree.DvcProject> projects) {}

    /// The same text without what only the data check needs: list screens read many of these.
    private record StoredState(
            DvcTracking tracking,
            List<TreeValue> metrics,
            List<TreeValue> params,
            List<String> problems,
            @Nullable List<UnreadValues> unread) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = DvcTracking.Pipeline.class, name = "pipeline"),
        @JsonSubTypes.Type(value = DvcTracking.Registry.class, name = "registry"),
        @JsonSubTypes.Type(value = DvcTracking.Untracked.class, name = "untracked"),
        @JsonSubTypes.Type(value = DvcTracking.HalfThere.class, name = "half-there"),
        @JsonSubTypes.Type(value = DvcTracking.Disagrees.class, name = "disagrees"),
        @JsonSubTypes.Type(value = DvcTracking.Unreadable.class, name = "unreadable")
    })
    private interface TrackingMixIn {}

    private final JsonMapper mapper = JsonMapper.builder()
            .addMixIn(DvcTracking.class, TrackingMixIn.class)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    String write(DvcTree tree) {
        return TreeWriter.write(tree);
    }

    TreeState readState(CommitId commit, String text) {
        StoredState stored = mapper.readValue(text, StoredState.class);
        return new TreeState(
                commit,
                stored.tracking(),
                stored.metrics(),
                stored.params(),
                stored.problems(),
                given(stored.unread()));
    }

    DvcTree read(CommitId commit, String text) {
        Stored stored = mapper.readValue(text, Stored.class);
        return new DvcTree(
                new TreeState(
                        commit,
                        stored.tracking(),
                        stored.metrics(),
                        stored.params(),
                        stored.problems(),
                        given(stored.unread())),
                given(stored.outputs()),
                given(stored.projects()));
    }

    private static <T> List<T> given(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
