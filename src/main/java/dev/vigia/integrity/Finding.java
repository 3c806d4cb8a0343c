package dev.vigia.integrity;

/// The answer to a check before anyone reads it: this is what is stored. The sentence is made on reading, so that
/// better wording or another language needs no new judgement.
record Finding(CheckKind check, Outcome outcome, Code code, Evidence evidence) {

    static Finding of(CheckKind check, Outcome outcome, Code code) {
        return new Finding(check, outcome, code, new Evidence.None());
    }
}
