package dev.vigia.versions.dvc;

import org.jspecify.annotations.Nullable;

/// YAML by the short way where the text is of the simple kind that DVC writes, by the full parser otherwise.
final class Documents {

    private Documents() {}

    static @Nullable Object yaml(byte[] bytes) throws BrokenFileException {
        Object simple = SimpleYaml.parse(Yaml.text(bytes));
        return simple == null ? Yaml.parse(bytes) : simple;
    }
}
