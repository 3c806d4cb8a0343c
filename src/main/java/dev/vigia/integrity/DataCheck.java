package dev.vigia.integrity;

import dev.vigia.versions.DataOutput;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.DataState;
import dev.vigia.versions.DvcTracking;
import dev.vigia.versions.TreeState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether everything a push of the tag would carry lies in its remote. What nobody could ask is unknown, and
/// what is known to be lost counts before what is unknown.
final class DataCheck {

    private static final int MOST_DETAIL = 10;

    private DataCheck() {}

    static Finding of(@Nullable TreeState tree, @Nullable DataState data, Instant now) {
        if (tree == null) {
            return Finding.of(CheckKind.DATA_PUSHED, Outcome.UNKNOWN, Code.TREE_NOT_READ);
        }
        if (tree.tracking() instanceof DvcTracking.Untracked) {
            return Finding.of(CheckKind.DATA_PUSHED, Outcome.NOT_APPLICABLE, Code.NOTHING_TO_PUSH);
        }
        if (data == null || data.checkedAt() == null) {
            return unknown(Code.DATA_NOT_CHECKED, data == null ? List.of() : data.outputs(), now);
        }
        var outputs = data.outputs();
        if (outputs.isEmpty()) {
            var whole =
                    tree.tracking() instanceof DvcTracking.Pipeline || tree.tracking() instanceof DvcTracking.Registry;
            return whole
                    ? Finding.of(CheckKind.DATA_PUSHED, Outcome.NOT_APPLICABLE, Code.NOTHING_TO_PUSH)
                    : unknown(Code.OUTPUTS_UNKNOWN, outputs, now);
        }
        var missing = count(outputs, Presence.MISSING);
        if (missing > 0) {
            var code = missing == outputs.size() ? Code.NEVER_PUSHED : Code.OBJECT_MISSING;
            return finding(Outcome.FAIL, code, outputs, data.deep(), null);
        }
        if (count(outputs, Presence.DAMAGED) > 0) {
            return finding(Outcome.FAIL, Code.OBJECT_DAMAGED, outputs, data.deep(), null);
        }
        if (count(outputs, Presence.UNKNOWN) > 0) {
            return unknown(commonCode(outputs), outputs, now);
        }
        var deep = data.deep() && outputs.stream().allMatch(DataOutput::deep);
        return finding(Outcome.PASS, deep ? Code.DATA_PUSHED : Code.DATA_PUSHED_SHALLOW, outputs, deep, null);
    }

    /// Unknown for the same reason as before: it has been so since then.
    static Finding continued(Finding finding, Finding before) {
        return finding.outcome() == Outcome.UNKNOWN
                        && finding.code() == before.code()
                        && finding.evidence() instanceof Evidence.Data data
                        && before.evidence() instanceof Evidence.Data old
                        && old.since() != null
                ? new Finding(
                        finding.check(),
                        finding.outcome(),
                        finding.code(),
                        new Evidence.Data(
                                data.outputs(),
                                data.present(),
                                data.unknown(),
                                data.deep(),
                                old.since(),
                                data.faults()))
                : finding;
    }

    /// The reason shared by all that is unknown, where it is one we have a sentence for.
    private static Code commonCode(List<DataOutput> outputs) {
        var codes = outputs.stream()
                .filter(output -> output.presence() == Presence.UNKNOWN)
                .map(DataOutput::code)
                .distinct()
                .toList();
        return codes.size() == 1 ? Code.of(codes.getFirst()).orElse(Code.DATA_UNKNOWN) : Code.DATA_UNKNOWN;
    }

    private static Finding unknown(Code code, List<DataOutput> outputs, Instant now) {
        return finding(Outcome.UNKNOWN, code, outputs, false, now);
    }

    private static Finding finding(
            Outcome outcome, Code code, List<DataOutput> outputs, boolean deep, @Nullable Instant since) {
        var faults = outputs.stream()
                .filter(output -> output.presence() != Presence.PRESENT)
                .sorted(Comparator.comparing(output -> output.presence() == Presence.UNKNOWN))
                .limit(Evidence.MOST)
                .map(DataCheck::fault)
                .toList();
        var evidence = new Evidence.Data(
                outputs.size(),
                count(outputs, Presence.PRESENT),
                count(outputs, Presence.UNKNOWN),
                deep,
                since,
                faults);
        return new Finding(CheckKind.DATA_PUSHED, outcome, code, evidence);
    }

    private static Evidence.Output fault(DataOutput output) {
        var detail =
                output.detail().stream().limit(MOST_DETAIL).map(Evidence::clip).toList();
        return new Evidence.Output(output.path(), output.hash(), output.remote(), output.code(), detail);
    }

    private static int count(List<DataOutput> outputs, Presence presence) {
        return (int)
                outputs.stream().filter(output -> output.presence() == presence).count();
    }
}
