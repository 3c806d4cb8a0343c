package dev.vigia.drift.calculator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes the rows of a golden case from its formula, bit by bit as the script that recorded Evidently's answers did:
/// the same generator, the same order of roundings.
final class Rows {

    private final JsonNode side;
    private final String storage;
    private long state;

    private Rows(JsonNode side, String storage) {
        this.side = side;
        this.storage = storage;
        state = side.path("seed").asLong(0);
    }

    /// @return doubles, booleans or labels; a missing label is null
    static List<@Nullable Object> of(JsonNode side, String storage) {
        return new Rows(side, storage).rows();
    }

    static Column column(String name, JsonNode side, String storage) {
        var builder = new ColumnBuilder(
                name, new KeyCounts(new KeyRuns(new KeyMemory(new SpillFile(), 1 << 20, 1, () -> 0))), false);
        for (var row : of(side, storage)) {
            switch (row) {
                case null -> builder.addMissing();
                case Double number -> builder.addNumber(number, storage.equals("int"));
                case Boolean truth -> builder.addBoolean(truth);
                default -> builder.addLabel(row.toString());
            }
        }
        return builder.build();
    }

    private List<@Nullable Object> rows() {
        List<@Nullable Object> rows = new ArrayList<>();
        if (gen().equals("runs")) {
            for (var run : side.get("runs")) {
                for (int i = 0; i < run.get(1).asInt(); i++) {
                    rows.add(value(run.get(0)));
                }
            }
        } else {
            for (int i = 0; i < side.get("n").asInt(); i++) {
                rows.add(
                        gen().equals("choice") ? choice() : rounded(number("shift", 0) + number("scale", 1) * draw(i)));
            }
        }
        for (var put : side.path("put")) {
            rows.set(put.get(0).asInt(), value(put.get(1)));
        }
        for (var every : side.path("every")) {
            for (int i = every.get(1).asInt();
                    i < rows.size();
                    i += every.get(0).asInt()) {
                rows.set(i, value(every.get(2)));
            }
        }
        return rows;
    }

    private double draw(int row) {
        return switch (gen()) {
            case "uniform" -> next();
            case "bell" -> {
                double sum = 0;
                for (int i = 0; i < 12; i++) {
                    sum += next();
                }
                yield sum - 6;
            }
            case "power" -> {
                double first = next();
                double product = first;
                for (int i = 1; i < side.get("p").asInt(); i++) {
                    product *= first;
                }
                yield product;
            }
            case "ratio" -> {
                double t = 2 * next() - 1;
                yield t / (1 - t * t);
            }
            case "pareto" -> 1 / Math.sqrt(1 - next());
            case "mix" -> {
                double base =
                        next() < side.get("w").asDouble() ? side.get("gap").asDouble() : 0;
                yield base + next();
            }
            case "grid" -> row;
            case "cycle" -> row % side.get("m").asInt();
            case "int" -> Math.floor(next() * side.get("m").asDouble());
            case "const" -> 1;
            default -> throw new IllegalArgumentException(gen());
        };
    }

    private @Nullable Object choice() {
        double total = 0;
        for (var weight : side.get("weights")) {
            total += weight.asDouble();
        }
        double drawn = Math.floor(next() * total);
        double sum = 0;
        int chosen = -1;
        do {
            sum += side.get("weights").get(++chosen).asDouble();
        } while (drawn >= sum);
        return value(side.get("labels").get(chosen));
    }

    private double rounded(double value) {
        if (!side.has("round")) {
            return value;
        }
        double power = Math.pow(10, side.get("round").asInt());
        return Math.floor(value * power + 0.5) / power;
    }

    private @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNumber() || !storage.equals("string") ? Golden.number(node) : node.stringValue();
    }

    private double number(String name, double otherwise) {
        return side.has(name) ? side.get(name).asDouble() : otherwise;
    }

    private double next() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (state >>> 11) * 0x1p-53;
    }

    private String gen() {
        return side.get("gen").stringValue();
    }
}
