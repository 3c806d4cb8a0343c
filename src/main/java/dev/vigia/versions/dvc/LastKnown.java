package dev.vigia.versions.dvc;

import dev.vigia.versions.DataOutput;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.DataState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A remote that does not answer now did so once: that answer is told with its time, and is not the answer.
final class LastKnown {

    private static final String MARK = "last answer ";

    private LastKnown() {}

    static DataOutput added(DataOutput output, @Nullable DataOutput before, @Nullable DataState state) {
        if (output.presence() != Presence.UNKNOWN
                || before == null
                || state == null
                || output.hash() == null
                || !Objects.equals(output.hash(), before.hash())) {
            return output;
        }
        String last = before.presence() == Presence.UNKNOWN
                ? before.detail().stream()
                        .filter(line -> line.startsWith(MARK))
                        .findFirst()
                        .orElse(null)
                : MARK + state.checkedAt() + ": " + word(before.presence());
        if (last == null) {
            return output;
        }
        List<String> detail = new ArrayList<>(output.detail());
        detail.add(last);
        return new DataOutput(
                output.path(),
                output.hash(),
                output.size(),
                output.directory(),
                output.layout(),
                output.remote(),
                output.objectKey(),
                output.presence(),
                output.code(),
                detail,
                output.deep());
    }

    private static String word(Presence presence) {
        return presence.name().toLowerCase(Locale.ROOT);
    }
}
