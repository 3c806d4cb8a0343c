package dev.vigia.drift.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.vigia.drift.DriftAction;
import dev.vigia.drift.DriftShare;
import dev.vigia.platform.ChartData;
import dev.vigia.platform.ChartData.Axis;
import dev.vigia.platform.ChartData.Limit;
import dev.vigia.platform.ChartData.Point;
import dev.vigia.platform.ChartData.Series;
import dev.vigia.platform.ChartData.State;
import dev.vigia.platform.ui.Chart;
import dev.vigia.projects.ProjectKey;
import java.util.List;
import java.util.Objects;

/// The share of drifted columns over time, with the limits from which something is to be done. A report that does not
/// tell its share stands at the foot, for it was there.
class DriftTrend extends Div {

    DriftTrend(ProjectKey project, List<DriftShare> shares) {
        addClassNames("card", "drift-trend");
        var unknown = shares.stream().filter(share -> share.share() == null).count();
        var words = shares.size()
                + (shares.size() == 1 ? " report" : " reports")
                + (unknown == 0 ? "" : ", " + unknown + " without a share");
        var said = new Span(words);
        said.addClassName("secondary");
        var head = new Div(new H2("Drifted columns over time"), said);
        head.addClassName("drift-head");
        add(head, new Chart("Share of drifted columns over time", data(project, shares, words)));
    }

    private static ChartData data(ProjectKey project, List<DriftShare> shares, String words) {
        var points = shares.stream().map(share -> point(project, share)).toList();
        return new ChartData(
                Axis.TIME,
                "%",
                "lower",
                null,
                null,
                List.of(new Series("Drifted columns", points)),
                List.of(new Limit(10, "look from 10 %", "warning"), new Limit(30, "retrain above 30 %", "critical")),
                null,
                List.of(),
                words + range(shares) + ".");
    }

    private static String range(List<DriftShare> shares) {
        var known = shares.stream()
                .map(DriftShare::share)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return known.getCount() == 0
                ? ""
                : "; " + DriftWords.percent(known.getMin()) + " to " + DriftWords.percent(known.getMax()) + " drifted";
    }

    private static Point point(ProjectKey project, DriftShare share) {
        var run = share.run();
        var value = share.share();
        return new Point(
                share.at().toEpochMilli(),
                value == null ? null : (Double) (Math.round(value * 10_000) / 100.0),
                "report " + share.id(),
                run == null ? null : run.abbreviated(),
                share.version(),
                DriftNavigation.toReport(project, share.id()),
                switch (DriftAction.of(value)) {
                    case RETRAIN -> State.BREACH;
                    case UNKNOWN -> State.NAN;
                    case WATCH, LOOK -> State.OK;
                });
    }
}
