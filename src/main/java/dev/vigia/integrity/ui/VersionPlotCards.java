package dev.vigia.integrity.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.vigia.integrity.PlotComparison;
import dev.vigia.platform.ui.Background;
import dev.vigia.platform.ui.Chart;
import java.util.concurrent.Callable;

/// The plots of two versions, drawn over each other. They are read beside the screen, for their files may lie in a
/// remote.
class VersionPlotCards extends Section {

    private final Div plots = new Div();
    private final Paragraph said = new Paragraph("Reading the plots…");

    VersionPlotCards(Callable<PlotComparison> plots) {
        this.plots.addClassName("plots");
        said.addClassName("secondary");
        said.getElement().setAttribute("role", "status");
        add(new H2("Plots"), said, this.plots);
        addAttachListener(attach ->
                Background.run(this, plots, this::show, failure -> said.setText("The plots cannot be read just now.")));
    }

    private void show(PlotComparison found) {
        plots.removeAll();
        said.setText(
                !found.remarks().isEmpty()
                        ? String.join(" ", found.remarks())
                        : found.plots().isEmpty() ? "Neither version declares plots in its dvc.yaml." : "");
        said.setVisible(!said.getText().isEmpty());
        for (var plot : found.plots()) {
            var card = new Div(new H3(plot.title()));
            card.addClassNames("card", "plot");
            if (plot.chart() != null) {
                card.add(new Chart(plot.title(), plot.chart()));
            }
            plot.remarks().forEach(remark -> {
                var line = new Paragraph(remark);
                line.addClassName("secondary");
                card.add(line);
            });
            plots.add(card);
        }
    }
}
