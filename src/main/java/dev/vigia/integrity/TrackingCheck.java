package dev.vigia.integrity;

import dev.vigia.versions.DvcTracking;
import dev.vigia.versions.TreeState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the tag's tree says by DVC what its data is, and says it consistently.
final class TrackingCheck {

    private TrackingCheck() {}

    static Finding of(@Nullable TreeState tree) {
        if (tree == null) {
            return Finding.of(CheckKind.DVC_TRACKED, Outcome.UNKNOWN, Code.TREE_NOT_READ);
        }
        return switch (tree.tracking()) {
            case DvcTracking.Pipeline pipeline ->
                tracked(tree, Code.PIPELINE_TRACKED, pipeline.stages(), 0, pipeline.leftOver());
            case DvcTracking.Registry registry -> tracked(tree, Code.DATA_REGISTRY, 0, registry.files(), List.of());
            case DvcTracking.Untracked _ -> failed(Code.DVC_UNTRACKED, List.of(), tree.problems());
            case DvcTracking.HalfThere half ->
                failed(Code.DVC_HALF_THERE, List.of(), List.of(half.present(), half.absent()));
            case DvcTracking.Unreadable unreadable ->
                failed(Code.DVC_UNREADABLE, List.of(), List.of(unreadable.file(), Evidence.clip(unreadable.why())));
            case DvcTracking.Disagrees disagrees -> disagreement(disagrees.differences(), tree.problems());
        };
    }

    private static Finding tracked(TreeState tree, Code code, int stages, int files, List<String> leftOver) {
        if (tree.problems().isEmpty()) {
            return finding(Outcome.PASS, code, new Evidence.Tracking(stages, files, List.of(), Evidence.cut(leftOver)));
        }
        // A file of the tree that cannot be read may hold what another check should have compared.
        var evidence = new Evidence.Tracking(stages, files, List.of(), Evidence.cut(tree.problems()));
        return finding(Outcome.WARN, Code.TRACKED_WITH_PROBLEMS, evidence);
    }

    private static Finding disagreement(List<DvcTracking.Disagreement> all, List<String> problems) {
        var neverRun = all.stream().allMatch(each -> each.what().equals("never-run"));
        var differences = all.stream()
                .map(each -> new Evidence.Difference(
                        each.file() + ":" + each.stage() + (each.what().equals("never-run") ? "" : " " + each.what()),
                        Evidence.clip(each.inYaml()),
                        Evidence.clip(each.inLock())))
                .toList();
        return failed(neverRun ? Code.STAGE_NEVER_RUN : Code.LOCK_DISAGREES, differences, problems);
    }

    private static Finding failed(Code code, List<Evidence.Difference> differences, List<String> notes) {
        var evidence = new Evidence.Tracking(differences.size(), 0, Evidence.cut(differences), Evidence.cut(notes));
        return finding(Outcome.FAIL, code, evidence);
    }

    private static Finding finding(Outcome outcome, Code code, Evidence evidence) {
        return new Finding(CheckKind.DVC_TRACKED, outcome, code, evidence);
    }
}
