package dev.vigia.runbooks;

import java.util.List;

/// A runbook as it is shown, in reading order.
public record RenderedRunbook(List<Block> blocks) {

    public RenderedRunbook {
        blocks = List.copyOf(blocks);
    }
}
