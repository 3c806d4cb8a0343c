package dev.vigia.versions.dvc;

import dev.vigia.versions.dvc.Pipeline.Out;
import dev.vigia.versions.dvc.Pipeline.Stage;
import dev.vigia.versions.dvc.Pipeline.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one `dvc.yaml`: expands `foreach` and `matrix`, interpolates, and leaves what cannot be interpolated to a
/// comparison by wildcards.
final class PipelineFile {

    private static final Set<String> SECTIONS =
            Set.of("stages", "vars", "params", "metrics", "plots", "artifacts", "datasets");

    private static final int MAX_STAGES = 10_000;

    private final String folder;
    private final Map<?, ?> content;
    private final Context.Files files;
    private final Template template = new Template();
    private final List<Stage> stages = new ArrayList<>();
    private final List<Unresolved> unresolved = new ArrayList<>();
    private final Set<String> vars = new LinkedHashSet<>();

    private PipelineFile(String folder, Map<?, ?> content, Context.Files files) {
        this.folder = folder;
        this.content = content;
        this.files = files;
    }

    /// @param content the parsed YAML
    /// @throws BrokenFileException if DVC would refuse the file
    static Pipeline read(String folder, @Nullable Object content, Context.Files files) throws BrokenFileException {
        if (content == null) {
            return new Pipeline(List.of(), List.of(), List.of(), Set.of(), List.of(), List.of());
        }
        if (!(content instanceof Map<?, ?> map)) {
            throw new BrokenFileException("it is not a map");
        }
        for (Object key : map.keySet()) {
            if (!(key instanceof String name) || !SECTIONS.contains(name)) {
                throw new BrokenFileException("DVC knows no section \"" + key + "\"");
            }
        }
        return new PipelineFile(folder, map, files).read();
    }

    /// Without `${…}` and `vars` a file means the same whatever stands beside it.
    static boolean standsAlone(@Nullable Object content) {
        return content instanceof Map<?, ?> map && !map.containsKey("vars") && !Template.isTemplate(content);
    }

    private Pipeline read() throws BrokenFileException {
        Context context = new Context();
        @Nullable String broken = null;
        boolean templates = Template.isTemplate(content);
        if (templates || content.containsKey("vars")) {
            try {
                context.loadDefault(files, folder);
                context.load(content.get("vars"), files, folder);
            } catch (BrokenFileException e) {
                broken = e.why();
            }
        }
        Object section = content.get("stages");
        if (section != null && !(section instanceof Map)) {
            throw new BrokenFileException("\"stages\" is not a map");
        }
        Map<?, ?> definitions = section == null ? Map.of() : (Map<?, ?>) section;
        for (Map.Entry<?, ?> entry : definitions.entrySet()) {
            String name = PythonText.str(entry.getKey());
            if (!(entry.getValue() instanceof Map<?, ?> definition)) {
                throw new BrokenFileException("the stage " + name + " is not a map");
            }
            define(name, definition, context, broken);
        }
        if (templates) {
            vars.addAll(context.files());
        }
        return new Pipeline(
                stages, topLevel("metrics", context), topLevel("params", context), vars, unresolved, plots(context));
    }

    /// Nothing that is judged rests on a plot, so one that cannot be resolved is only not there.
    private List<PlotDefinition> plots(Context context) {
        try {
            return PlotDefinition.topLevel(folder, template.resolve(content.get("plots"), context, "plots"));
        } catch (BrokenFileException e) {
            return List.of();
        }
    }

    private void define(String name, Map<?, ?> definition, Context context, @Nullable String broken)
            throws BrokenFileException {
        int before = stages.size();
        boolean group = definition.containsKey("foreach") || definition.containsKey("matrix");
        try {
            if (broken != null && (group || Template.isTemplate(definition))) {
                throw new BrokenFileException(broken);
            }
            if (definition.containsKey("foreach")) {
                if (!(definition.get("do") instanceof Map<?, ?> inner)) {
                    throw new BrokenFileException("the group " + name + " has no \"do\"");
                }
                foreach(name, definition.get("foreach"), inner, context);
            } else if (definition.containsKey("matrix")) {
                Map<Object, @Nullable Object> inner = new LinkedHashMap<>(definition);
                inner.remove("matrix");
                matrix(name, definition.get("matrix"), inner, context);
            } else {
                stages.add(stage(name, definition, context));
            }
        } catch (BrokenFileException e) {
            stages.subList(before, stages.size()).clear();
            unresolved.add(unresolved(name, definition, e.why()));
        }
    }

    private void foreach(String name, @Nullable Object over, Map<?, ?> inner, Context context)
            throws BrokenFileException {
        Object resolved = template.resolve(over, context, null);
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        if (resolved instanceof Map<?, ?> map) {
            map.forEach((key, value) -> items.put(Template.asText(key), value));
        } else if (resolved instanceof List<?> list) {
            boolean composite = list.stream().anyMatch(item -> item instanceof Map || item instanceof List);
            for (int i = 0; i < list.size(); i++) {
                items.put(composite ? Integer.toString(i) : Template.asText(list.get(i)), list.get(i));
            }
        } else {
            throw new BrokenFileException("the group " + name + " goes over something that is neither list nor map");
        }
        for (Map.Entry<String, @Nullable Object> item : items.entrySet()) {
            Map<String, @Nullable Object> names = new LinkedHashMap<>();
            names.put("item", item.getValue());
            if (resolved instanceof Map) {
                names.put("key", item.getKey());
            }
            add(stage(name + "@" + item.getKey(), inner, context.with(names)));
        }
    }

    private void matrix(String name, @Nullable Object axes, Map<?, ?> inner, Context context)
            throws BrokenFileException {
        if (!(template.resolve(axes, context, null) instanceof Map<?, ?> map)) {
            throw new BrokenFileException("the matrix of " + name + " is not a map");
        }
        Map<String, Map<String, @Nullable Object>> combinations = new LinkedHashMap<>();
        combinations.put("", new LinkedHashMap<>());
        boolean first = true;
        for (Map.Entry<?, ?> axis : map.entrySet()) {
            if (!(axis.getValue() instanceof List<?> values)) {
                throw new BrokenFileException("the axis " + axis.getKey() + " of " + name + " is not a list");
            }
            if ((long) combinations.size() * values.size() > MAX_STAGES) {
                throw new BrokenFileException("the matrix of " + name + " has more than " + MAX_STAGES + " stages");
            }
            Map<String, Map<String, @Nullable Object>> longer = new LinkedHashMap<>();
            for (Map.Entry<String, Map<String, @Nullable Object>> so : combinations.entrySet()) {
                for (int i = 0; i < values.size(); i++) {
                    Object value = values.get(i);
                    String fragment = value instanceof Map || value instanceof List
                            ? axis.getKey() + Integer.toString(i)
                            : Template.asText(value);
                    Map<String, @Nullable Object> item = new LinkedHashMap<>(so.getValue());
                    item.put(PythonText.str(axis.getKey()), value);
                    longer.put(first ? fragment : so.getKey() + "-" + fragment, item);
                }
            }
            combinations = longer;
            first = false;
        }
        for (Map.Entry<String, Map<String, @Nullable Object>> one : combinations.entrySet()) {
            add(stage(
                    name + "@" + one.getKey(),
                    inner,
                    context.with(Map.of("key", one.getKey(), "item", one.getValue()))));
        }
    }

    private void add(Stage stage) throws BrokenFileException {
        if (stages.size() >= MAX_STAGES) {
            throw new BrokenFileException("it expands to more than " + MAX_STAGES + " stages");
        }
        stages.add(stage);
    }

    private Stage stage(String name, Map<?, ?> definition, Context outer) throws BrokenFileException {
        Context context = outer;
        String wdir = wdir(definition.get("wdir"), context);
        if (definition.get("vars") != null) {
            context = outer.copy();
            context.load(definition.get("vars"), files, wdir);
            vars.addAll(context.files());
        }
        Object cmd = template.resolve(definition.get("cmd"), context, "cmd");
        if (!(cmd instanceof String) && !(cmd instanceof List)) {
            throw new BrokenFileException("the stage " + name + " has no command");
        }
        return new Stage(
                name,
                wdir,
                cmd,
                StageParts.strings(template.resolve(definition.get("deps"), context, "deps"), "deps"),
                StageParts.params(template.resolve(definition.get("params"), context, "params")),
                outs(definition, context));
    }

    private String wdir(@Nullable Object wdir, Context context) throws BrokenFileException {
        if (wdir == null || wdir.equals("")) {
            return folder;
        }
        String resolved = Paths.resolve(folder, Template.asText(template.resolve(wdir, context, "wdir")));
        if (resolved == null) {
            throw new BrokenFileException("a stage works outside the repository");
        }
        return resolved;
    }

    private List<Out> outs(Map<?, ?> definition, @Nullable Context context) throws BrokenFileException {
        List<Out> outs = new ArrayList<>();
        for (String kind : StageParts.OUT_KINDS) {
            Object written = definition.get(kind);
            Object list = context == null ? written : template.resolve(written, context, kind);
            StageParts.outs(list, kind, outs);
        }
        return outs;
    }

    private Unresolved unresolved(String name, Map<?, ?> definition, String why) throws BrokenFileException {
        Map<?, ?> inner = definition.get("do") instanceof Map<?, ?> map ? map : definition;
        Object wdir = inner.get("wdir");
        String place = wdir == null ? folder : Template.isTemplate(wdir) ? null : Paths.resolve(folder, "" + wdir);
        return new Unresolved(name, place, outs(inner, null), why);
    }

    private List<String> topLevel(String section, Context context) throws BrokenFileException {
        List<String> paths = new ArrayList<>();
        Object written = content.get(section);
        for (String path : StageParts.strings(written, section)) {
            Object resolved = template.resolve(path, context, section);
            String full = Paths.resolve(folder, Template.asText(resolved));
            if (full != null) {
                paths.add(full);
            }
        }
        return paths;
    }
}
