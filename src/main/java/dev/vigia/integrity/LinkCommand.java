package dev.vigia.integrity;

import dev.vigia.runs.Run;
import java.util.regex.Pattern;

/// The command a person pastes to link a run to a tag. MLflow's own command line cannot set a run's tag, so it is
/// Python; the texts travel as arguments, hence no tag name can become code.
final class LinkCommand {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private LinkCommand() {}

    static String of(Subject subject, Run run) {
        var matching = subject.matching();
        var command = new StringBuilder();
        if (matching.trackingUri() != null) {
            command.append("MLFLOW_TRACKING_URI=")
                    .append(quoted(matching.trackingUri()))
                    .append(' ');
        }
        return command.append("python -c ")
                .append("'import sys, mlflow; mlflow.MlflowClient().set_tag(*sys.argv[1:])' ")
                .append(quoted(run.id().value()))
                .append(' ')
                .append(quoted(matching.versionTag()))
                .append(' ')
                .append(quoted(subject.tag().name().value()))
                .toString();
    }

    /// For a POSIX shell: nothing inside single quotes is special but the quote itself.
    static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
