package dev.vigia.projects;

/// Port: brings one kind of source up to date. Implementations are idempotent, may be interrupted anywhere
/// and run again, and keep the last good data when the source fails. They run one at a time per source,
/// across all replicas. A project's sources run in the order of [SourceKind].
public interface SourceSync {

    SourceKind kind();

    /// Whether the project has such a source at all.
    boolean appliesTo(Project project);

    /// @param mode how much to ask for
    /// @param progress where to say how far it is
    /// @return one sentence that says what was done, such as `2 new runs, 1 changed`
    /// @throws SourceFailure if the source cannot be read; nothing is half-stored then
    String sync(Project project, Mode mode, Progress progress) throws SourceFailure;

    enum Mode {
        /// What is new or still open.
        INCREMENTAL,
        /// Everything, so that late changes, deletions and losses are seen.
        FULL
    }

    interface Progress {
        /// @param total 0 while unknown
        void at(String what, long done, long total);
    }
}
