package dev.vigia.drift;

import dev.vigia.drift.DriftStore.Document;
import dev.vigia.platform.AuditLog;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.LogLine;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Door to the reports of drift. They are only ever added: what was known when is never rewritten.
@Service
public class DriftHistory {

    public static final int LARGEST_PAGE = 1_000;

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /// A report from further in the future than this has a clock or a zone that is wrong.
    private static final Duration AHEAD = Duration.ofHours(26);

    private final DriftStore store;
    private final DriftReader reader;
    private final ArtifactLedger ledger;
    private final DriftReportReader reports;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final ChangeTicker ticker;
    private final AuditLog audit;
    private final Clock clock;

    DriftHistory(
            DriftStore store,
            DriftReader reader,
            ArtifactLedger ledger,
            DriftReportReader reports,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            ChangeTicker ticker,
            AuditLog audit,
            Clock clock) {
        this.store = store;
        this.reader = reader;
        this.ledger = ledger;
        this.reports = reports;
        this.transaction = transaction;
        this.events = events;
        this.ticker = ticker;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param fresh false if the same report was here already
    public record Filed(DriftReportId id, boolean fresh) {}

    /// Reads a report and stores it. The same report for the same run and version is stored once; a page for people
    /// that comes later is added to it.
    ///
    /// @throws UnreadableReportException if it is no report that is known; then nothing is stored
    public Filed file(DriftSubmission submission) {
        var findings = reports.read(submission.json());
        var hash = hash(submission);
        try {
            return Objects.requireNonNull(transaction.execute(_ -> store(hash, submission, findings)));
        } catch (DuplicateKeyException e) {
            // Sent twice at the same time: now the other one is there.
            return Objects.requireNonNull(transaction.execute(_ -> store(hash, submission, findings)));
        }
    }

    private Filed store(String hash, DriftSubmission submission, DriftFindings findings) {
        var known = store.find(submission.project(), hash).orElse(null);
        var html = submission.html();
        if (known != null) {
            if (html != null && !store.has(known, Document.HTML)) {
                store.keep(known, Document.HTML, html);
                ticker.changed(topic(submission.project()));
            }
            return new Filed(known, false);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var given = submission.at() == null ? findings.at() : submission.at();
        var otherwise = submission.otherwise();
        var at = at(now, given == null ? otherwise : given);
        var noted = given == null && otherwise != null
                ? findings.noted("The report names no time: it stands where its run ended.")
                : noted(findings, given, at);
        var id = store.insert(hash, submission, noted, at, now);
        store.keep(id, Document.JSON, submission.json());
        if (html != null) {
            store.keep(id, Document.HTML, html);
        }
        audit.record(
                submission.sender(),
                "drift-reported",
                submission.project().value(),
                "report " + id + ", " + findings.format().title(),
                about(submission));
        events.publishEvent(new DriftReported(submission.project(), id));
        ticker.changed(topic(submission.project()));
        return new Filed(id, true);
    }

    private static Map<String, @Nullable Object> about(DriftSubmission submission) {
        var about = new LinkedHashMap<String, @Nullable Object>();
        about.put(LogLine.PROJECT, submission.project());
        about.put(LogLine.RUN, submission.run());
        about.put(LogLine.VERSION, submission.version());
        return about;
    }

    /// Topic of the change ticker.
    public static String topic(ProjectKey project) {
        return "drift/" + project;
    }

    /// In the order in which they were stored, from after an id: whoever remembers the last id misses none.
    ///
    /// @param afterId 0 for the beginning
    public List<DriftShare> shares(ProjectKey project, long afterId, int limit) {
        return reader.shares(project, afterId, limit);
    }

    /// The newest by their own time, oldest of them first.
    public List<DriftShare> newest(ProjectKey project, int limit) {
        return reader.newest(project, limit).reversed();
    }

    /// The newest by its own time.
    public Optional<DriftShare> latest(ProjectKey project) {
        return reader.newest(project, 1).stream().findFirst();
    }

    /// Newest first.
    ///
    /// @param limit 1 to [#LARGEST_PAGE]
    /// @param cursor from [DriftReportPage#next()], or null for the first page
    /// @throws IllegalArgumentException if the cursor is not one of ours, or the limit is out of range
    public DriftReportPage page(ProjectKey project, int limit, @Nullable String cursor) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be between 1 and " + LARGEST_PAGE);
        }
        var found = reader.page(project, cursor == null ? null : DriftCursor.parse(cursor), limit + 1);
        if (found.size() <= limit) {
            return new DriftReportPage(found, null);
        }
        var page = List.copyOf(found.subList(0, limit));
        return new DriftReportPage(page, DriftCursor.after(page.getLast()).text());
    }

    public Optional<DriftReport> find(ProjectKey project, DriftReportId id) {
        return reader.find(project, id);
    }

    /// In the report's own order.
    public List<ColumnDrift> columns(DriftReportId id) {
        return reader.columns(id);
    }

    /// The page for people that came with it. It is a stranger's: show it only where its scripts reach nothing.
    public Optional<byte[]> html(ProjectKey project, DriftReportId id) {
        return reader.document(project, id, Document.HTML).map(Gzip::unpacked);
    }

    /// What was sent, word for word.
    public Optional<byte[]> json(ProjectKey project, DriftReportId id) {
        return reader.document(project, id, Document.JSON).map(Gzip::unpacked);
    }

    /// Runs among whose artifacts a report was looked for and could not be read, the latest first.
    public List<ArtifactTrouble> troubles(ProjectKey project) {
        return ledger.troubles(project);
    }

    /// @param note what is wrong, as a sentence
    public record ArtifactTrouble(RunId run, Instant lookedAt, String note) {}

    static boolean isStorable(Instant at) {
        return !at.isBefore(EARLIEST) && at.isBefore(LATEST);
    }

    private static Instant at(Instant now, @Nullable Instant given) {
        return given == null || !isStorable(given) || given.isAfter(now.plus(AHEAD))
                ? now
                : given.truncatedTo(ChronoUnit.MICROS);
    }

    private static DriftFindings noted(DriftFindings findings, @Nullable Instant given, Instant at) {
        if (given == null) {
            return findings.noted("The report names no time: it stands where it came in.");
        }
        return at.equals(given.truncatedTo(ChronoUnit.MICROS))
                ? findings
                : findings.noted("The report's time, " + given + ", cannot be right: it stands where it came in.");
    }

    /// A report without a time of its own is the same again when the same data is compared for another run: what it
    /// was sent for belongs to it.
    private static String hash(DriftSubmission submission) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Object part : new @Nullable Object[] {submission.run(), submission.version(), submission.at()}) {
                digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(submission.json()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
