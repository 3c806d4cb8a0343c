package dev.vigia.integrity.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.vigia.integrity.Evidence;
import dev.vigia.platform.ui.Hash;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.Snippet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an outcome rests on, drawn by its kind.
class EvidenceView extends Div {

    EvidenceView(Evidence evidence) {
        addClassName("evidence");
        switch (evidence) {
            case Evidence.None ignored -> {}
            case Evidence.Tag tag -> tag(tag);
            case Evidence.Tracking tracking -> tracking(tracking);
            case Evidence.Data data -> data(data);
            case Evidence.Runs runs -> runs(runs);
            case Evidence.Completeness complete ->
                facts(
                        fact("run", new Hash(complete.runId(), "run id")),
                        fact("status", new Span(complete.status().toLowerCase(Locale.ROOT))),
                        fact("metrics", new Span(String.valueOf(complete.metrics()))),
                        fact("artifacts", new Span(complete.artifacts().toLowerCase(Locale.ROOT))));
            case Evidence.Code code ->
                facts(
                        fact("tag", new Hash(code.tagCommit(), "commit of the tag")),
                        fact("run", hash(code.runCommit(), "commit of the run")));
            case Evidence.Values values -> differences(values.differences(), "at tag", "in run");
            case Evidence.Kpis kpis -> kpis.breaches().forEach(breach -> add(breach(breach)));
        }
        setVisible(getChildren().findAny().isPresent());
    }

    private static Div breach(Evidence.KpiBreach breach) {
        var limit = breach.limit() == null ? "not a number" : "limit " + breach.limit();
        var line = new Div(mono(breach.kpi()), new Span(breach.value()), secondary(limit));
        line.addClassName("evidence-line");
        return line;
    }

    private void tag(Evidence.Tag tag) {
        if (tag.commit().equals(tag.firstCommit()) && tag.at() == null) {
            facts(
                    fact("commit", new Hash(tag.commit(), "commit")),
                    fact("first seen", new RelativeTime(tag.firstSeenAt())));
        } else {
            facts(
                    fact("first", new Hash(tag.firstCommit(), "first commit")),
                    fact("seen", new RelativeTime(tag.firstSeenAt())),
                    fact("now", new Hash(tag.commit(), "commit")),
                    fact("noticed", new RelativeTime(tag.at())));
        }
    }

    private void tracking(Evidence.Tracking tracking) {
        differences(tracking.differences(), "dvc.yaml", "dvc.lock");
        tracking.notes().forEach(note -> add(mono(note)));
    }

    private void data(Evidence.Data data) {
        for (Evidence.Output output : data.faults()) {
            var path = new Span(output.path());
            path.addClassName("mono");
            var line = new Div(path);
            line.addClassName("evidence-line");
            if (output.hash() != null) {
                line.add(new Hash(output.hash(), "hash of " + output.path()));
            }
            if (output.remote() != null) {
                line.add(secondary("not in " + output.remote()));
            }
            output.detail().forEach(detail -> line.add(secondary(detail)));
            add(line);
        }
    }

    private void runs(Evidence.Runs runs) {
        runs.runs().forEach(run -> add(run(run, run.deleted() ? "deleted" : "")));
        if (!runs.candidates().isEmpty()) {
            add(secondaryLine(
                    runs.candidates().size() == 1
                            ? "This run was made from the tag’s commit:"
                            : "These runs were made from the tag’s commit:"));
            runs.candidates().forEach(run -> add(run(run, "")));
        }
        if (runs.command() != null) {
            add(secondaryLine("To link it:"), new Snippet(runs.command()));
        }
    }

    private static Div run(Evidence.RunRef run, String remark) {
        var line = new Div(new Hash(run.runId(), "run id"), new Span(run.name()), secondary("in " + run.experiment()));
        if (!remark.isEmpty()) {
            line.add(secondary(remark));
        }
        line.addClassName("evidence-line");
        return line;
    }

    private void differences(List<Evidence.Difference> differences, String left, String right) {
        if (differences.isEmpty()) {
            return;
        }
        var table = new ComparisonTable.Table();
        var head = table.row("thead");
        table.cell(head, "th", new Span("")).setAttribute("aria-label", "what");
        table.cell(head, "th", new Span(left));
        table.cell(head, "th", new Span(right));
        for (Evidence.Difference difference : differences) {
            var row = table.row("tbody");
            row.setAttribute("class", "differs");
            table.cell(row, "th", new Span(difference.name())).setAttribute("scope", "row");
            table.cell(row, "td", mono(difference.atTag()));
            table.cell(row, "td", mono(difference.inRun()));
        }
        add(table);
    }

    private void facts(Component... facts) {
        var line = new Div(facts);
        line.addClassName("evidence-line");
        add(line);
    }

    private static Div fact(String name, Component value) {
        var fact = new Div(secondary(name), value);
        fact.addClassName("fact");
        return fact;
    }

    private static Component hash(@Nullable String value, String what) {
        return value == null ? secondary("none recorded") : new Hash(value, what);
    }

    private static Span mono(@Nullable String text) {
        var span = new Span(text == null ? "–" : text);
        span.addClassName("mono");
        return span;
    }

    private static Span secondary(String text) {
        var span = new Span(text);
        span.addClassName("secondary");
        return span;
    }

    private static Paragraph secondaryLine(String text) {
        var line = new Paragraph(text);
        line.addClassName("secondary");
        return line;
    }
}
