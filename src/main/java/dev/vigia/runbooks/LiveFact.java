package dev.vigia.runbooks;

/// Port: something Vigía knows that a runbook can ask for by a fenced block of the language `vigia`. A bean per fact.
public interface LiveFact {

    /// By which a runbook asks, such as `integrity`.
    String name();

    /// Asked while a person waits, so it must be quick.
    LiveAnswer answer(FactAsk ask);
}
