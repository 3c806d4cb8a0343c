package dev.vigia.integrity;

/// One answered check.
///
/// @param code stable and lower case, such as `run-missing`; its evidence's type follows from it
/// @param reason the sentence a person reads, rendered from code and evidence by [Reasons]
public record Check(CheckKind check, Outcome outcome, String code, String reason, Evidence evidence) {}
