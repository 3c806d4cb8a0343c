package dev.vigia.versions.dvc;

import dev.vigia.versions.DvcReader;
import dev.vigia.versions.DvcTracking;
import dev.vigia.versions.DvcTree;
import dev.vigia.versions.TreeAccess;
import dev.vigia.versions.TreeState;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reads `dvc.yaml`, `dvc.lock` and `.dvc` files of a tree the way DVC does.
@Component
class TreeReader implements DvcReader {

    @Override
    public DvcTree read(TreeAccess tree) throws IOException {
        return new DvcTree(
                new TreeState(tree.commit(), new DvcTracking.Untracked(), List.of(), List.of(), List.of()),
                List.of(),
                List.of());
    }
}
