package dev.vigia.runs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.vigia.platform.ui.Hash;
import dev.vigia.platform.ui.OutLink;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything about one run, beside the list.
class RunPanel extends Aside {

    private static final String SYSTEM_TAGS = "mlflow.";

    private final ProjectKey project;
    private final Run run;
    private final Clock clock;

    /// @param mlflow where MLflow itself shows the run; anything but http and https is left out
    /// @param version where the version it claims is shown
    RunPanel(
            ProjectKey project,
            Run run,
            Optional<String> mlflow,
            Optional<String> version,
            Optional<Run> parent,
            List<Run> children,
            Clock clock,
            Runnable onClose) {
        this.project = project;
        this.run = run;
        this.clock = clock;
        addClassNames("panel", "run-panel");
        getElement().setAttribute("aria-label", "Run " + run.name());
        add(header(mlflow, onClose), facts(version, parent, children));
        add(section("Metrics", run.metrics().size(), metrics()));
        add(section("Parameters", run.params().size(), params()));
        tags();
    }

    private Component header(Optional<String> mlflow, Runnable onClose) {
        var name = new H2(run.name());
        var close = new NativeButton("", click -> onClose.run());
        close.addClassNames("icon-button", "icon-close");
        close.setAriaLabel("Close");
        close.setTitle("Close (Esc)");
        close.getElement().setAttribute("type", "button");
        close.getElement().setAttribute("data-keys-close", true);
        var badges = new Div(new StatusBadge(RunWords.tone(run.status()), RunWords.status(run.status())));
        badges.addClassName("run-badges");
        if (run.deleted()) {
            badges.add(new StatusBadge(Tone.WARN, "Deleted in MLflow"));
        }
        badges.add(new Hash(run.id().value(), "run id"));
        mlflow.flatMap(address -> OutLink.to(address, "Open in MLflow")).ifPresent(badges::add);
        var title = new Div(name, close);
        title.addClassName("panel-head");
        return new Header(title, badges);
    }

    private Component facts(Optional<String> version, Optional<Run> parent, List<Run> children) {
        var table = new FactTable("About the run");
        table.addClassName("facts-head");
        table.row("Claims", claim(version));
        table.row("Experiment", new Span(run.experiment()));
        table.row("Started", time());
        table.row("Took", new Span(RunWords.duration(run, clock)));
        if (run.user() != null) {
            table.row("By", new Span(run.user()));
        }
        table.row(
                "Made from", run.sourceCommit() == null ? absent("no commit") : new Hash(run.sourceCommit(), "commit"));
        table.row("Artifacts", new StatusBadge(RunWords.tone(run.artifacts()), RunWords.artifacts(run.artifacts())));
        table.row("Params hash", new Hash(run.paramsHash(), "params hash"));
        var parentId = run.parent();
        if (parentId != null) {
            table.row(
                    "Part of",
                    parent.<Component>map(this::link).orElseGet(() -> new Hash(parentId.value(), "parent run id")));
        }
        if (!children.isEmpty()) {
            var list = new Div();
            list.addClassName("links");
            children.forEach(child -> list.add(link(child)));
            table.row(
                    switch (children.size()) {
                        case 1 -> "1 child";
                        case RunCatalog.MOST_CHILDREN -> "The newest " + RunCatalog.MOST_CHILDREN + " children";
                        default -> children.size() + " children";
                    },
                    list);
        }
        return table;
    }

    private Component claim(Optional<String> page) {
        if (run.version() == null) {
            return absent("no version");
        }
        return page.<Component>map(address -> new Anchor(address, run.version()))
                .orElseGet(() -> new Div(new Span(run.version()), absent(" no such tag")));
    }

    private Component time() {
        return run.startedAt() == null ? absent("not known") : new RelativeTime(run.startedAt());
    }

    private Component link(Run other) {
        return new Anchor(
                RunNavigation.toRun(project, other.id()),
                other.name() + " " + other.id().abbreviated());
    }

    private @Nullable Component metrics() {
        if (run.metrics().isEmpty()) {
            return null;
        }
        var table = new FactTable("Metrics");
        MetricColumns.sorted(run.metrics().keySet())
                .forEach(key -> table.number(key, run.metrics().getOrDefault(key, Double.NaN)));
        return table;
    }

    private @Nullable Component params() {
        return run.params().isEmpty() ? null : values("Parameters", run.params());
    }

    private void tags() {
        Map<String, String> own = new TreeMap<>();
        Map<String, String> system = new TreeMap<>();
        run.tags().forEach((key, value) -> (key.startsWith(SYSTEM_TAGS) ? system : own).put(key, value));
        add(section("Tags", own.size(), own.isEmpty() ? null : values("Tags", own)));
        if (!system.isEmpty()) {
            var details =
                    new NativeDetails(system.size() + " tags of MLflow’s own", values("MLflow's own tags", system));
            details.addClassName("more");
            add(details);
        }
    }

    private static FactTable values(String caption, Map<String, String> values) {
        var table = new FactTable(caption);
        new TreeMap<>(values).forEach(table::value);
        return table;
    }

    private static Component section(String title, int number, @Nullable Component content) {
        var count = new Span(String.valueOf(number));
        count.addClassName("count");
        var heading = new H3(new Span(title), count);
        return new Section(heading, content == null ? absent("none") : content);
    }

    private static Component absent(String text) {
        var span = new Span(text);
        span.addClassName("absent");
        return span;
    }
}
