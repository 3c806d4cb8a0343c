package dev.vigia.versions.dvc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/// The `.dvcignore` files of one tree, by JGit's own ignore rules: each counts from its folder down, and never into
/// another DVC project.
final class Ignores {

    private final Map<String, IgnoreNode> nodes = new HashMap<>();
    private final Set<String> projects;

    /// @param projects folders that are DVC projects
    Ignores(Set<String> projects) {
        this.projects = projects;
    }

    static IgnoreNode parse(byte[] bytes) throws BrokenFileException {
        List<FastIgnoreRule> rules = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r?\n")) {
            if (!line.isEmpty() && !line.startsWith("#") && !line.equals("/")) {
                FastIgnoreRule rule = StarRule.of(line);
                if (!rule.isEmpty()) {
                    rules.add(rule);
                }
            }
        }
        return new IgnoreNode(rules);
    }

    void add(String folder, IgnoreNode node) {
        nodes.put(folder, node);
    }

    /// Whether the file, or a folder it lies in, is ignored.
    boolean ignored(String path) {
        if (nodes.isEmpty()) {
            return false;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (matches(path.substring(0, slash), true)) {
                return true;
            }
        }
        return matches(path, false);
    }

    private boolean matches(String path, boolean folder) {
        @Nullable String level = Paths.parent(path);
        while (level != null) {
            IgnoreNode node = nodes.get(level);
            if (node != null) {
                switch (node.isIgnored(Paths.relative(path, level), folder)) {
                    case IGNORED -> {
                        return true;
                    }
                    case NOT_IGNORED -> {
                        return false;
                    }
                    default -> {}
                }
            }
            level = level.isEmpty() || projects.contains(level) ? null : Paths.parent(level);
        }
        return false;
    }
}
