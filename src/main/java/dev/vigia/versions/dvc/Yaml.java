package dev.vigia.versions.dvc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// YAML 1.2 as DVC reads it, into maps, lists, strings, numbers, booleans, [YamlScalar.Date] and null.
///
/// Built from parser events rather than by the engine's own loader: so no type can be named in the file, depth and
/// expansion of aliases are bounded before anything grows, and scalars resolve as DVC's reader resolves them.
final class Yaml {

    /// Deeper than any file a person or DVC writes, shallow enough for every recursion over it.
    private static final int MAX_DEPTH = 100;

    /// What aliases may add to a file; a real one shares a few lists.
    private static final long MAX_EXPANSION = 1_000_000;

    private static final String STANDARD_TAG = "tag:yaml.org,2002:";

    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private long expanded;

    private record Anchored(@Nullable Object value, long weight) {}

    private static final class Merge {
        static final Merge KEY = new Merge();
    }

    private Yaml(Iterator<Event> events) {
        this.events = events;
    }

    /// @throws BrokenFileException if it is not UTF-8, not YAML, or not harmless
    static @Nullable Object parse(byte[] bytes) throws BrokenFileException {
        String text = text(bytes);
        try {
            return new Yaml(events(text, false)).document();
        } catch (YamlEngineException e) {
            throw new BrokenFileException(withPlace(text, e));
        } catch (StackOverflowError e) {
            throw new BrokenFileException("it is nested too deeply");
        }
    }

    static String text(byte[] bytes) throws BrokenFileException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BrokenFileException("it is not UTF-8 text");
        }
    }

    private static Iterator<Event> events(String text, boolean marks) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setUseMarks(marks)
                .build();
        return new Parse(settings).parseString(text).iterator();
    }

    /// Marks cost a third of the time, so they are only asked for once something is wrong.
    private static String withPlace(String text, YamlEngineException first) {
        try {
            events(text, true).forEachRemaining(event -> {});
        } catch (org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException e) {
            String what = e.getProblem();
            return e.getProblemMark()
                    .map(mark -> "it is not valid YAML in line " + (mark.getLine() + 1) + ": " + what)
                    .orElse("it is not valid YAML: " + what);
        } catch (YamlEngineException e) {
            return "it is not valid YAML: " + e.getMessage();
        }
        return "it is not valid YAML: " + first.getMessage();
    }

    private @Nullable Object document() throws BrokenFileException {
        Event event = events.next();
        while (event.getEventId() == Event.ID.StreamStart || event.getEventId() == Event.ID.DocumentStart) {
            event = events.next();
        }
        if (event.getEventId() == Event.ID.StreamEnd) {
            return null;
        }
        Object value = node(event, 0);
        events.next();
        if (events.next().getEventId() != Event.ID.StreamEnd) {
            throw new BrokenFileException("it holds more than one YAML document");
        }
        return value;
    }

    private @Nullable Object node(Event event, int depth) throws BrokenFileException {
        if (depth > MAX_DEPTH) {
            throw new BrokenFileException("it is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (event instanceof AliasEvent alias) {
            Anchored anchored = anchors.get(alias.getAlias());
            if (anchored == null) {
                throw new BrokenFileException("the alias *" + alias.getAlias().getValue() + " names nothing before it");
            }
            grow(anchored.weight());
            return anchored.value();
        }
        long before = expanded;
        expanded++;
        Object value = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            default -> throw new BrokenFileException("it is not valid YAML");
        };
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            anchors.put(node.getAnchor().get(), new Anchored(value, expanded - before));
        }
        return value;
    }

    private long aliased;

    private void grow(long weight) throws BrokenFileException {
        expanded += weight;
        aliased += weight;
        if (aliased > MAX_EXPANSION) {
            throw new BrokenFileException("its aliases expand to more than " + MAX_EXPANSION + " values");
        }
    }

    private static @Nullable Object scalar(ScalarEvent scalar) throws BrokenFileException {
        if (scalar.getTag().isPresent()) {
            String tag = scalar.getTag().get();
            if (tag.equals(STANDARD_TAG + "str") || tag.equals("!")) {
                return scalar.getValue();
            }
            if (tag.startsWith(STANDARD_TAG) && YamlScalar.STANDARD.contains(tag.substring(STANDARD_TAG.length()))) {
                return YamlScalar.resolve(scalar.getValue());
            }
            throw new BrokenFileException("the type " + tag + " is not allowed in it");
        }
        return scalar.isPlain() ? YamlScalar.resolve(scalar.getValue()) : scalar.getValue();
    }

    private List<@Nullable Object> sequence(SequenceStartEvent start, int depth) throws BrokenFileException {
        allow(start.getTag().orElse(null), "seq");
        List<@Nullable Object> list = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            list.add(node(event, depth + 1));
        }
        return list;
    }

    private Map<@Nullable Object, @Nullable Object> mapping(MappingStartEvent start, int depth)
            throws BrokenFileException {
        allow(start.getTag().orElse(null), "map");
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        List<Map<?, ?>> merged = List.of();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            boolean merge = event instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && scalar.getValue().equals("<<");
            Object key = merge ? Merge.KEY : node(event, depth + 1);
            Object value = node(events.next(), depth + 1);
            if (merge) {
                merged = mergeSources(value);
            } else if (key instanceof Map || key instanceof List) {
                throw new BrokenFileException("a key in it is a map or a list");
            } else if (map.containsKey(key)) {
                throw new BrokenFileException("the key \"" + key + "\" is there twice");
            } else {
                map.put(key, value);
            }
        }
        for (Map<?, ?> source : merged) {
            source.forEach(map::putIfAbsent);
        }
        return map;
    }

    private static List<Map<?, ?>> mergeSources(@Nullable Object value) throws BrokenFileException {
        List<Map<?, ?>> sources = new ArrayList<>();
        for (Object source : value instanceof List<?> list ? list : Collections.singletonList(value)) {
            if (!(source instanceof Map<?, ?> map)) {
                throw new BrokenFileException("\"<<\" in it merges something that is not a map");
            }
            sources.add(map);
        }
        return sources;
    }

    private static void allow(@Nullable String tag, String kind) throws BrokenFileException {
        if (tag != null && !tag.equals("!") && !tag.equals(STANDARD_TAG + kind)) {
            throw new BrokenFileException("the type " + tag + " is not allowed in it");
        }
    }
}
