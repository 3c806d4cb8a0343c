package dev.vigia.projects;

import java.util.List;
import java.util.stream.Collectors;

/// The settings are wrong; the program does not start.
class InvalidSettingsException extends RuntimeException {

    private final List<SettingMistake> mistakes;

    InvalidSettingsException(List<SettingMistake> mistakes) {
        super(describe(mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    List<SettingMistake> mistakes() {
        return mistakes;
    }

    private static String describe(List<SettingMistake> mistakes) {
        var count = mistakes.size() == 1 ? "One setting is wrong:" : mistakes.size() + " settings are wrong:";
        return mistakes.stream()
                .map(mistake -> "\n\n    " + mistake.property()
                        + (mistake.value() == null ? "" : " = " + mistake.value())
                        + "\n        " + mistake.expected())
                .collect(Collectors.joining("", count, "\n"));
    }
}
