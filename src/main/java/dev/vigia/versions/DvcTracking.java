package dev.vigia.versions;

import java.util.List;

/// What the tree of a tag says about DVC: `dvc.yaml` against `dvc.lock`, and `.dvc` files.
public sealed interface DvcTracking {

    /// `dvc.yaml` and `dvc.lock` are there and agree.
    ///
    /// @param leftOver lock entries that no stage names any more; harmless, worth a remark
    record Pipeline(int stages, List<String> leftOver) implements DvcTracking {}

    /// `.dvc` files and no pipeline: a data registry.
    record Registry(int files) implements DvcTracking {}

    /// Neither pipeline nor `.dvc` files.
    record Untracked() implements DvcTracking {}

    /// There is a `dvc.yaml` with stages and no `dvc.lock`, or a lock without its `dvc.yaml`.
    record HalfThere(String present, String absent) implements DvcTracking {}

    /// The lock does not say what `dvc.yaml` says.
    record Disagrees(List<Disagreement> differences) implements DvcTracking {}

    /// A file that cannot be read; DVC would refuse the project.
    record Unreadable(String file, String why) implements DvcTracking {}

    /// @param what `never-run`, `command`, `deps`, `outs` or `params`
    record Disagreement(String file, String stage, String what, String inYaml, String inLock) {}
}
