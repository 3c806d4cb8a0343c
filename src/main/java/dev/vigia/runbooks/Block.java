package dev.vigia.runbooks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One part of a rendered runbook. All HTML in it is sanitized: it may be put into a page as it is.
public sealed interface Block {

    /// Headings, paragraphs, tables and lists.
    record Html(String html) implements Block {}

    /// A task of the checklist; what follows up to the next step or heading belongs to it.
    ///
    /// @param id stable for as long as its text and its section stay, whatever changes around it
    record Step(String id, String html) implements Block {}

    /// A command or a piece of configuration.
    ///
    /// @param text ready to copy, not HTML
    /// @param placeholders those of the text, filled or left standing
    record Code(@Nullable String language, String text, List<Filled> placeholders) implements Block {}

    /// Something that Vigía knows; see [LiveFact].
    ///
    /// @param source the line as written, for where nobody knows the fact
    record Fact(String name, Map<String, String> arguments, String source) implements Block {}

    /// Folded away until it is asked for, unless the document unfolds it.
    record Details(String summaryHtml, List<Block> blocks, boolean unfolded) implements Block {}

    /// A placeholder such as `{{instance}}`.
    ///
    /// @param value what now stands there, less its quotes; null where the placeholder was left, because the
    ///     alert has no such label or because its value cannot safely stand there
    record Filled(String label, @Nullable String value) {}
}
