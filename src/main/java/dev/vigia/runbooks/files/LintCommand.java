package dev.vigia.runbooks.files;

import dev.vigia.platform.Release;
import dev.vigia.projects.FileRoots;
import dev.vigia.runbooks.LintFinding;
import dev.vigia.runbooks.LintFinding.Level;
import dev.vigia.runbooks.RunbookLint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `./vigia lint-runbooks`. Ends with 0 if there is no error, 1 if there is one, 2 if it could not look.
@Command(
        name = "lint-runbooks",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Checks runbooks, and whether every alert of Prometheus' rules has one.",
        exitCodeOnExecutionException = LintCommand.COULD_NOT_LOOK)
class LintCommand implements Callable<Integer> {

    static final int COULD_NOT_LOOK = 2;

    enum Format {
        TEXT,
        JSON
    }

    /// What a program reads.
    record Report(int documents, long errors, long warnings, List<Line> findings) {}

    record Line(String file, String level, String rule, String sentence) {}

    @Parameters(paramLabel = "FOLDER", description = "The folder of the runbooks.")
    private Path folder = Path.of("runbooks");

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Prometheus' rule files to compare with.",
            arity = "1..*")
    private List<Path> rules = List.of();

    @Option(names = "--format", defaultValue = "TEXT", description = "text or json (default: text).")
    private Format format = Format.TEXT;

    @Spec
    private @Nullable CommandSpec spec;

    private final Clock clock;

    LintCommand(Clock clock) {
        this.clock = clock;
    }

    static void main(String[] arguments) {
        System.exit(commandLine(Clock.systemDefaultZone()).execute(arguments));
    }

    static CommandLine commandLine(Clock clock) {
        return new CommandLine(new LintCommand(clock))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, commandLine, parsed) -> {
                    commandLine.getErr().println("vigia: " + problem.getMessage());
                    return COULD_NOT_LOOK;
                });
    }

    @Override
    public Integer call() throws IOException {
        var absolute = folder.toAbsolutePath().normalize();
        var files = new FolderRunbooks(absolute, new FileRoots(List.of(absolute))).read();
        if (files.isEmpty()) {
            throw new IOException("There is no runbook (*.md) in " + folder + ".");
        }
        var findings = RunbookLint.lint(files, rules, LocalDate.now(clock));
        var report = new Report(
                files.size(),
                count(findings, Level.ERROR),
                count(findings, Level.WARNING),
                findings.stream().map(LintCommand::line).toList());
        var out = spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
        switch (format) {
            case JSON -> out.println(JsonMapper.shared().writeValueAsString(report));
            case TEXT -> print(out, report);
        }
        return report.errors() > 0 ? 1 : 0;
    }

    private static void print(PrintWriter out, Report report) {
        report.findings()
                .forEach(line ->
                        out.println(line.file() + ": " + line.level() + ": " + line.rule() + ": " + line.sentence()));
        out.println(
                report.documents() + " documents, " + report.errors() + " errors, " + report.warnings() + " warnings");
    }

    private static Line line(LintFinding finding) {
        return new Line(
                finding.file(), finding.level().name().toLowerCase(Locale.ROOT), finding.rule(), finding.sentence());
    }

    private static long count(List<LintFinding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
