package dev.vigia.projects;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Prints wrong settings as a list for people instead of a stack trace.
class InvalidSettingsAnalyzer extends AbstractFailureAnalyzer<InvalidSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingsException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Correct them in the YAML file or the environment (VIGIA_PROJECTS_0_GIT_URL stands for"
                        + " vigia.projects[0].git.url) and start again.",
                cause);
    }
}
