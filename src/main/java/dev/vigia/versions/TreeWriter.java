package dev.vigia.versions;

import dev.vigia.versions.DvcTree.DeclaredOutput;
import dev.vigia.versions.DvcTree.DvcProject;
import dev.vigia.versions.DvcTree.VersionedObject;
import java.io.StringWriter;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Writes a tree as [TreeJson] reads it. Field by field, because ten thousand of them are written in a first sync,
/// and finding the fields out is most of what an object mapper would do. What is null is left out.
final class TreeWriter {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final JsonGenerator json;

    private TreeWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(DvcTree tree) {
        var text = new StringWriter(1024);
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            new TreeWriter(json).tree(tree);
        }
        return text.toString();
    }

    private void tree(DvcTree tree) {
        TreeState state = tree.state();
        json.writeStartObject();
        json.writeName("tracking");
        tracking(state.tracking());
        list("metrics", state.metrics(), TreeWriter::value);
        list("params", state.params(), TreeWriter::value);
        strings("problems", state.problems());
        list("unread", state.unread(), TreeWriter::unread);
        list("outputs", tree.outputs(), TreeWriter::output);
        list("projects", tree.projects(), TreeWriter::project);
        json.writeEndObject();
    }

    private void tracking(DvcTracking tracking) {
        json.writeStartObject();
        switch (tracking) {
            case DvcTracking.Pipeline pipeline -> {
                string("kind", "pipeline");
                json.writeNumberProperty("stages", pipeline.stages());
                strings("leftOver", pipeline.leftOver());
            }
            case DvcTracking.Registry registry -> {
                string("kind", "registry");
                json.writeNumberProperty("files", registry.files());
            }
            case DvcTracking.Untracked _ -> string("kind", "untracked");
            case DvcTracking.HalfThere half -> {
                string("kind", "half-there");
                string("present", half.present());
                string("absent", half.absent());
            }
            case DvcTracking.Disagrees disagrees -> {
                string("kind", "disagrees");
                list("differences", disagrees.differences(), TreeWriter::disagreement);
            }
            case DvcTracking.Unreadable unreadable -> {
                string("kind", "unreadable");
                string("file", unreadable.file());
                string("why", unreadable.why());
            }
        }
        json.writeEndObject();
    }

    private void disagreement(DvcTracking.Disagreement difference) {
        string("file", difference.file());
        string("stage", difference.stage());
        string("what", difference.what());
        string("inYaml", difference.inYaml());
        string("inLock", difference.inLock());
    }

    private void value(TreeValue value) {
        string("file", value.file());
        string("key", value.key());
        string("text", value.text());
        if (value.number() != null) {
            // Written as the word in quotes where it is no number.
            json.writeNumberProperty("number", value.number());
        }
    }

    private void unread(UnreadValues unread) {
        string("file", unread.file());
        string("kind", unread.kind().name());
        string("why", unread.why());
    }

    private void output(DeclaredOutput output) {
        string("path", output.path());
        string("project", output.project());
        string("hash", output.hash());
        number("size", output.size());
        json.writeBooleanProperty("directory", output.directory());
        string("layout", output.layout());
        string("remote", output.remote());
        list("objects", output.objects(), TreeWriter::object);
        string("values", output.values() == null ? null : output.values().name());
        string("doubt", output.doubt());
        string("doubtDetail", output.doubtDetail());
    }

    private void object(VersionedObject object) {
        string("path", object.path());
        string("md5", object.md5());
        number("size", object.size());
        string("etag", object.etag());
        string("versionId", object.versionId());
    }

    private void project(DvcProject project) {
        string("folder", project.folder());
        string("defaultRemote", project.defaultRemote());
        json.writeObjectPropertyStart("remotes");
        project.remotes().forEach((name, options) -> {
            json.writeObjectPropertyStart(name);
            options.forEach(json::writeStringProperty);
            json.writeEndObject();
        });
        json.writeEndObject();
        string("problem", project.problem());
    }

    private <T> void list(String name, List<T> items, BiConsumer<TreeWriter, T> fields) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            fields.accept(this, item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void strings(String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private void string(String name, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(name, text);
        }
    }

    private void number(String name, @Nullable Long number) {
        if (number != null) {
            json.writeNumberProperty(name, number);
        }
    }
}
