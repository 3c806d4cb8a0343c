package dev.vigia.runbooks;

import org.jspecify.annotations.Nullable;

/// What an alert's labels and annotations lead to.
public sealed interface RunbookMatch {

    /// @param anchor the heading inside the document that is meant, without `#` and without the page's prefix
    record Found(Runbook runbook, @Nullable String anchor, How how) implements RunbookMatch {}

    /// Not in the library.
    ///
    /// @param url as the alert gives it, `http` or `https`
    record External(String url) implements RunbookMatch {}

    /// @param template a runbook to be written, filled with what the alert says
    record Missing(String template) implements RunbookMatch {}

    /// By what a runbook was found; the first that fits.
    enum How {
        /// The alert's `runbook_url`.
        LINK,
        /// The alert's name.
        ALERT_NAME,
        /// The alert's name in other capitals, as links to runbooks often have it.
        ALERT_NAME_IGNORING_CASE,
        /// A heading with the alert's name, or the component that the alert names.
        COMPONENT
    }
}
