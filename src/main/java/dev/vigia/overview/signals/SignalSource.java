package dev.vigia.overview.signals;

import dev.vigia.projects.Project;
import dev.vigia.projects.Signal;
import dev.vigia.projects.Signals;
import dev.vigia.projects.SourceFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Port: who knows how a service does.
public interface SignalSource {

    /// Asks for all signals of one service.
    ///
    /// @return an answer for each of its rules
    /// @throws SourceFailure if it cannot be asked; then nothing is known of any
    Map<Signal, Answer> ask(Project project, Signals signals) throws SourceFailure;

    /// What one must know about these numbers before one believes them; null if nothing.
    default @Nullable String caveat() {
        return null;
    }

    /// @param number null if there is none, and then there is a problem
    /// @param problem why there is no number, as a sentence
    record Answer(@Nullable Double number, @Nullable String problem, Trend trend) {

        public static Answer of(double number, Trend trend) {
            return new Answer(number, null, trend);
        }

        public static Answer none(String problem, Trend trend) {
            return new Answer(null, problem, trend);
        }
    }
}
