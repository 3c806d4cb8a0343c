package dev.vigia.runbooks;

import dev.vigia.runbooks.LintFinding.Level;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/// The rules for one document.
final class DocumentLint {

    private static final Pattern LEFT_OPEN =
            Pattern.compile("\\b(?:TODO|TBD|FIXME|XXX)\\b|<container_name>|<[a-z]+[ _-]name>");
    private static final Pattern DESTROYS = Pattern.compile(
            "\\brm\\s+-\\w*[rf]|\\bmkfs|\\bdd\\s+.*\\bof=|\\bdrop\\s+(?:table|database)"
                    + "|\\bkubectl\\s+delete|\\bprune\\b|\\bdvc\\s+gc\\b|\\bmlflow\\s+gc\\b|\\btruncate\\b|\\bpush\\s+.*--force"
                    + "|\\bdocker\\s+(?:volume\\s+)?rm\\b|\\bgit\\s+(?:reset\\s+--hard|clean\\s+-)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SAYS_SO =
            Pattern.compile("delet|destroy|undone|irreversib|lost|emptied|drop|remov", Pattern.CASE_INSENSITIVE);
    private static final int TRIVIAL_WORDS = 8;
    private static final int REVIEWED_WITHIN_DAYS = 365;
    private static final Duration CRITICAL_WITHIN = Duration.ofMinutes(30);

    /// In this order, each by what its heading may be called.
    private enum Part {
        MEANING("meaning|what it means|summary|resumen"),
        IMPACT("impact"),
        DIAGNOSIS("diagnos|investigat|triage"),
        MITIGATION("mitigat|causes|fix|remed|recover|resol");

        private final Pattern heading;

        Part(String heading) {
            this.heading = Pattern.compile(heading, Pattern.CASE_INSENSITIVE);
        }
    }

    private final Document document;
    private final Shelf shelf;
    private final Set<String> facts;
    private final LocalDate today;
    private final List<LintFinding> findings = new ArrayList<>();

    DocumentLint(Document document, Shelf shelf, Set<String> facts, LocalDate today) {
        this.document = document;
        this.shelf = shelf;
        this.facts = facts;
        this.today = today;
    }

    List<LintFinding> findings() {
        front();
        links();
        if (document.lastName().equalsIgnoreCase(Shelf.TEMPLATE)) {
            return findings;
        }
        asked();
        if (document.lastName().equalsIgnoreCase(Shelf.INDEX)) {
            return findings;
        }
        named();
        summary();
        parts();
        sections();
        commands();
        reviewed();
        return findings;
    }

    private void add(Level level, String rule, String sentence) {
        findings.add(new LintFinding(document.file().path(), level, rule, sentence));
    }

    private void front() {
        if (document.front().mistake() != null) {
            add(
                    Level.ERROR,
                    "front-matter",
                    "The front matter is not read: " + document.front().mistake() + ".");
        }
    }

    private void named() {
        var headings = document.parsed().sections().stream()
                .filter(section -> section.level() == 1)
                .toList();
        if (headings.size() != 1) {
            add(
                    Level.ERROR,
                    "title",
                    "A document has one heading of the first level; here are " + headings.size() + ".");
        }
        if (document.runbook().alerts().isEmpty()) {
            add(Level.ERROR, "alert-missing", "It does not say which alert it is for.");
        } else if (document.runbook().alerts().stream().noneMatch(this::inTitle)) {
            add(Level.WARNING, "title", "The title names neither the alert nor the file.");
        }
    }

    private boolean inTitle(String alert) {
        var title = letters(document.runbook().title());
        return title.contains(letters(alert)) || title.contains(letters(document.lastName()));
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    private void summary() {
        var runbook = document.runbook();
        if (runbook.owner() == null) {
            add(Level.ERROR, "owner-missing", "It names no owner.");
        }
        if (runbook.severity() == null) {
            add(Level.WARNING, "severity-missing", "It names no severity.");
        }
        if (runbook.responseTime() == null) {
            add(Level.WARNING, "response-time-missing", "It names no response time, such as 15 minutes.");
        } else if ("critical".equals(runbook.severity())
                && runbook.responseTime().compareTo(CRITICAL_WITHIN) > 0) {
            add(Level.WARNING, "severity-and-time", "It is critical, and has more than 30 minutes.");
        }
    }

    private void parts() {
        var last = -1;
        for (var part : Part.values()) {
            var at = indexOf(part);
            if (at < 0) {
                add(Level.ERROR, "section-missing", "It has no section " + word(part) + ".");
            } else if (at < last) {
                add(Level.WARNING, "section-order", "The section " + word(part) + " comes too early.");
            } else {
                last = at;
            }
        }
    }

    private static String word(Part part) {
        return part.name().charAt(0) + part.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private int indexOf(Part part) {
        var sections = document.parsed().sections();
        for (var i = 0; i < sections.size(); i++) {
            if (sections.get(i).level() > 1
                    && part.heading.matcher(sections.get(i).text()).find()) {
                return i;
            }
        }
        return -1;
    }

    private void sections() {
        var bodies = SectionBody.of(document.parsed());
        var mitigation = false;
        var verified = false;
        for (var body : bodies) {
            var heading = body.section().text().toLowerCase(Locale.ROOT);
            if (body.section().level() == 2 && body.words() < TRIVIAL_WORDS && body.commands() == 0) {
                add(
                        Level.WARNING,
                        "section-trivial",
                        "The section " + body.section().text() + " says next to nothing.");
            }
            if (body.section().level() == 2
                    && Part.DIAGNOSIS.heading.matcher(heading).find()
                    && body.commands() == 0) {
                add(Level.ERROR, "diagnosis-without-command", "The diagnosis has no command to run.");
            }
            mitigation |= Part.MITIGATION.heading.matcher(heading).find();
            verified |= mitigation && heading.matches(".*(verif|confirm|check).*");
            if (heading.contains("escal") && Document.duration(body.text()).isEmpty()) {
                add(Level.WARNING, "escalation-without-time", "The escalation does not say after what time.");
            }
        }
        if (mitigation && !verified) {
            add(
                    Level.WARNING,
                    "verification-missing",
                    "No section after the mitigation says how to see that it is over.");
        }
        if (bodies.stream()
                .noneMatch(
                        body -> body.section().text().toLowerCase(Locale.ROOT).contains("escal"))) {
            add(Level.WARNING, "escalation-missing", "It does not say when to escalate and to whom.");
        }
    }

    private void commands() {
        if (LEFT_OPEN.matcher(document.runbook().markdown()).find()) {
            add(Level.ERROR, "left-open", "Something of the template is still to be filled in.");
        }
        for (var body : SectionBody.of(document.parsed())) {
            if (DESTROYS.matcher(body.code()).find()
                    && !SAYS_SO.matcher(body.text()).find()) {
                add(
                        Level.WARNING,
                        "destructive-command",
                        "A command in " + body.section().text() + " destroys something, and nothing says so.");
            }
        }
    }

    private void asked() {
        each(FencedCodeBlock.class, code -> {
            if (code.getInfo() != null && code.getInfo().strip().equals(Blocks.FACT_LANGUAGE)) {
                for (var line : FactLine.all(code.getLiteral())) {
                    if (!facts.contains(line.name())) {
                        add(Level.ERROR, "unknown-fact", "Vigía knows nothing called " + line.name() + ".");
                    }
                }
            }
        });
    }

    private void links() {
        each(Link.class, link -> {
            var address = link.getDestination();
            if (LinkTarget.of(address, document, shelf) instanceof LinkTarget.Nowhere(var why)) {
                add(Level.ERROR, "dead-link", "The link " + address + " " + why + ".");
            }
        });
    }

    private <T extends Node> void each(Class<T> type, Consumer<T> consumer) {
        document.parsed().root().accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock code) {
                take(code);
            }

            @Override
            public void visit(Link link) {
                take(link);
                visitChildren(link);
            }

            private void take(Node node) {
                if (type.isInstance(node)) {
                    consumer.accept(type.cast(node));
                }
            }
        });
    }

    private void reviewed() {
        var given = document.front().values().getOrDefault("reviewed", List.of());
        if (given.isEmpty()) {
            add(
                    Level.NOTE,
                    "never-reviewed",
                    "It does not say when it was last reviewed (reviewed: in its front matter).");
            return;
        }
        try {
            if (LocalDate.parse(given.getFirst()).isBefore(today.minusDays(REVIEWED_WITHIN_DAYS))) {
                add(Level.WARNING, "review-due", "It was last reviewed on " + given.getFirst() + ".");
            }
        } catch (DateTimeParseException e) {
            add(Level.WARNING, "review-due", "The date of its review is not one: " + given.getFirst() + ".");
        }
    }
}
