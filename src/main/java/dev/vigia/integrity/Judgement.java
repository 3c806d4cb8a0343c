package dev.vigia.integrity;

import dev.vigia.runs.Run;
import dev.vigia.versions.Stage;
import dev.vigia.versions.VersionTag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A judged version tag as it is stored.
///
/// @param findingsJson the findings, as stored
/// @param stages JSON array of the present stages
/// @param fingerprint of all that is stored but the time: an equal one means that nothing needs to be written
record Judgement(
        VersionTag tag,
        Outcome verdict,
        Finding deciding,
        int problems,
        @Nullable String runId,
        @Nullable String experiment,
        String stages,
        String findingsJson,
        String searchText,
        String fingerprint) {

    static Judgement of(Subject subject, List<Finding> findings) {
        var tag = subject.tag();
        var run = RunChecks.linked(subject);
        var deciding = Judge.deciding(findings);
        var stages = tag.stages().isEmpty()
                ? "[]"
                : FindingJson.writeNames(tag.stages().stream()
                        .filter(Stage::isPresent)
                        .map(Stage::name)
                        .distinct()
                        .toList());
        var json = FindingJson.write(findings);
        var search = searchText(tag, run, findings, subject.now());
        var fingerprint = fingerprint(
                tag.artifact(),
                tag.version(),
                tag.commit().value(),
                String.valueOf(tag.taggedAt()),
                stages,
                run == null ? null : run.id().value(),
                run == null ? null : run.experiment(),
                json);
        return new Judgement(
                tag,
                deciding.outcome(),
                deciding,
                problems(findings),
                run == null ? null : run.id().value(),
                run == null ? null : run.experiment(),
                stages,
                json,
                search,
                fingerprint);
    }

    String name() {
        return tag.name().value();
    }

    static int bit(CheckKind check) {
        return 1 << check.ordinal();
    }

    private static int problems(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.outcome().isProblem())
                .mapToInt(finding -> bit(finding.check()))
                .reduce(0, (one, other) -> one | other);
    }

    /// What a person may look for: names, and the reasons of whatever is wrong.
    private static String searchText(VersionTag tag, @Nullable Run run, List<Finding> findings, Instant now) {
        var text = new StringBuilder(tag.name().value())
                .append('\n')
                .append(tag.commit().value());
        if (run != null) {
            text.append('\n')
                    .append(run.id().value())
                    .append('\n')
                    .append(run.name())
                    .append('\n')
                    .append(run.experiment());
        }
        for (var finding : findings) {
            if (finding.outcome().isProblem()) {
                text.append('\n')
                        .append(Headlines.of(finding, now))
                        .append('\n')
                        .append(Reasons.reason(finding, now));
            }
        }
        if (!Judge.verdict(findings).isProblem()) {
            text.append("\nWhole");
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private static String fingerprint(@Nullable String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                if (part != null) {
                    digest.update(part.getBytes(StandardCharsets.UTF_8));
                }
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
