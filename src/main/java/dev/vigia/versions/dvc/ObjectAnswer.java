package dev.vigia.versions.dvc;

/// What a remote said about one object.
sealed interface ObjectAnswer {

    ObjectAnswer MISSING = new Missing();

    /// @param size in bytes; -1 where the remote does not say
    record Present(long size) implements ObjectAnswer {}

    record Missing() implements ObjectAnswer {}

    /// @param code `remote-unreachable` for silence and server errors, `remote-refused` where it will not let us,
    ///     `remote-unknown` or `remote-unsupported` where there is nothing to ask
    record Unknown(String code, String why) implements ObjectAnswer {}
}
