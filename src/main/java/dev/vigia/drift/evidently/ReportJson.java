package dev.vigia.drift.evidently;

import dev.vigia.drift.UnreadableReportException;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads a report's JSON as a tree, within bounds. What only draws the report (a hundred times the rest) is passed
/// over as it is read. Python writes NaN and Infinity as bare words, which are numbers here.
final class ReportJson {

    static final int LONGEST_TEXT = 1_000;

    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 500_000;

    /// Fields that hold what is drawn, unless their parent's fields are named after columns.
    private static final Set<String> DRAWN = Set.of("widget", "widgets", "tests_widgets", "small_distribution");

    private static final Set<String> NAMED_AFTER_COLUMNS = Set.of("drift_by_columns", "features");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(10_000)
                    .build())
            .build();

    private int nodes;

    private ReportJson() {}

    /// @throws UnreadableReportException if it is no JSON object, or more than can be meant
    static JsonNode read(byte[] body) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableReportException("The report is no JSON object.");
            }
            var tree = new ReportJson().node(json, "");
            if (json.nextToken() != null) {
                throw new UnreadableReportException("There is something after the end of the report.");
            }
            return tree;
        } catch (StreamConstraintsException e) {
            throw new UnreadableReportException("The report is nested more than " + DEEPEST
                    + " levels deep, or has names or numbers longer than any report's.");
        } catch (JacksonException e) {
            var where = e.getLocation();
            throw new UnreadableReportException("The report is no JSON that can be read; it stops making sense "
                    + (where == null ? "somewhere." : "near byte " + where.getByteOffset() + "."));
        }
    }

    /// The nesting is bounded by the parser, so the recursion is too.
    private JsonNode node(JsonParser json, String parent) {
        if (++nodes > MOST_NODES) {
            throw new UnreadableReportException("The report has more than " + MOST_NODES + " values.");
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json, parent);
            case START_ARRAY -> array(json, parent);
            case VALUE_STRING -> NODES.stringNode(storable(json.getString()));
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? NODES.numberNode(json.getDoubleValue())
                        : NODES.numberNode(json.getLongValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(json.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private JsonNode object(JsonParser json, String parent) {
        var object = NODES.objectNode();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = storable(json.currentName());
            var value = json.nextToken();
            if (value.isStructStart() && DRAWN.contains(name) && !NAMED_AFTER_COLUMNS.contains(parent)) {
                json.skipChildren();
                continue;
            }
            if (object.has(name)) {
                // Which of two was meant, nobody can tell.
                throw new UnreadableReportException("The report gives " + shortened(name) + " twice.");
            }
            object.set(name, node(json, name));
        }
        return object;
    }

    private JsonNode array(JsonParser json, String parent) {
        var array = NODES.arrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.add(node(json, parent));
        }
        return array;
    }

    private static String shortened(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    /// PostgreSQL refuses NUL, and half a surrogate pair is no character; no name is longer than a paragraph.
    private static String storable(String text) {
        var cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT - 1) + "…" : text;
        return cut.codePoints()
                .map(point -> point == 0 || point >= 0xD800 && point < 0xE000 ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
