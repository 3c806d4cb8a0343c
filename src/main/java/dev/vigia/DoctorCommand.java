package dev.vigia;

import dev.vigia.platform.Diagnostic;
import dev.vigia.platform.Diagnostic.Finding;
import dev.vigia.platform.Diagnostic.Level;
import dev.vigia.platform.GuardedResolver;
import dev.vigia.platform.Release;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `./vigia doctor`. Reads the same configuration as the server, starts none of its work, and asks everything that
/// the server would ask. Ends with 0 if nothing is wrong, 1 if something is, 2 if it could not look.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Says whether configuration, database, sources, Alertmanager, Prometheus, receivers, disk and clock are in order.",
        exitCodeOnExecutionException = DoctorCommand.COULD_NOT_LOOK)
class DoctorCommand implements Callable<Integer> {

    static final int COULD_NOT_LOOK = 2;

    /// Nothing that works by itself, nothing that writes, and no waiting for a database that is away.
    private static final List<String> QUIET = List.of(
            "--spring.main.lazy-initialization=true",
            "--spring.main.log-startup-info=false",
            // Screens need a server, and JPA opens the database whether somebody asks for it or not.
            "--spring.autoconfigure.exclude=com.vaadin.flow.spring.SpringBootAutoConfiguration,"
                    + "com.vaadin.flow.spring.SpringSecurityAutoConfiguration,com.vaadin.flow.spring.VaadinScopesConfig,"
                    + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                    + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
            "--spring.flyway.enabled=false",
            "--spring.datasource.hikari.connection-timeout=5000",
            "--spring.datasource.hikari.maximum-pool-size=4",
            "--db-scheduler.enabled=false",
            "--vigia.jobs.enabled=false",
            "--logging.level.root=off");

    /// What works by itself in the server stays unmade here: being made, it would open the database.
    private static final class NothingStarts implements LifecycleProcessor {

        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }

    enum Format {
        TEXT,
        JSON
    }

    /// What a program reads.
    record Line(
            String part,
            String what,
            String level,
            String said,
            @Nullable String next) {}

    record Report(boolean well, List<Line> findings) {}

    @Option(names = "--format", defaultValue = "TEXT", description = "text or json (default: text).")
    private Format format = Format.TEXT;

    @Parameters(
            paramLabel = "--PROPERTY=VALUE",
            description = "As for run, after --: such as -- --vigia.data-dir=/srv/vigia.")
    private List<String> properties = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new DoctorCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, commandLine, parsed) -> {
                    commandLine.getErr().println("vigia: " + deepest(problem));
                    return COULD_NOT_LOOK;
                });
    }

    @Override
    public Integer call() {
        var findings = new ArrayList<Line>();
        GuardedResolver.install();
        try (var vigia = start()) {
            vigia.getBeanProvider(Diagnostic.class).orderedStream().forEach(part -> findings.addAll(ask(part)));
        } catch (RuntimeException e) {
            findings.add(line(
                    "Configuration",
                    Finding.wrong("", deepest(e), "Correct it in the YAML file or in the environment.")));
        }
        var well = findings.stream().noneMatch(line -> line.level().equals(word(Level.WRONG)));
        print(new Report(well, findings));
        return well ? 0 : 1;
    }

    private ConfigurableApplicationContext start() {
        var arguments = new ArrayList<>(QUIET);
        arguments.addAll(properties);
        return new SpringApplicationBuilder(VigiaApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .initializers(context -> context.getBeanFactory()
                        .registerSingleton(
                                AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NothingStarts()))
                .run(arguments.toArray(String[]::new));
    }

    private static List<Line> ask(Diagnostic part) {
        try {
            return part.look().stream()
                    .map(finding -> line(part.part(), finding))
                    .toList();
        } catch (RuntimeException e) {
            return List.of(
                    line(part.part(), Finding.wrong("", "It could not be looked at: " + deepest(e) + ".", null)));
        }
    }

    private static Line line(String part, Finding finding) {
        return new Line(part, finding.what(), word(finding.level()), finding.said(), finding.next());
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private void print(Report report) {
        var out = spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        } else {
            report.findings().forEach(line -> print(out, line));
            var wrong = report.findings().stream()
                    .filter(line -> line.level().equals(word(Level.WRONG)))
                    .count();
            out.println();
            out.println(report.well() ? "Nothing is wrong." : "Wrong: " + wrong + ".");
        }
        out.flush();
    }

    private static void print(PrintWriter out, Line line) {
        var level = line.level().equals(word(Level.WRONG)) ? "WRONG" : line.level();
        var heading = line.what().isEmpty() ? line.part() : line.part() + " (" + line.what() + ")";
        out.printf("%-6s %s: %s%n", level, heading, indented(line.said()));
        if (line.next() != null) {
            out.printf("       → %s%n", line.next());
        }
    }

    private static String indented(String said) {
        return said.strip().replace("\n", "\n       ");
    }

    private static String deepest(Throwable problem) {
        var cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).strip();
    }
}
