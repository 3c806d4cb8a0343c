package dev.vigia.projects;

/// Somebody asked for a project that is not configured.
public class UnknownProjectException extends RuntimeException {

    public UnknownProjectException(ProjectKey key) {
        super("No project has the key " + key);
    }
}
