package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import dev.vigia.platform.ChartData;
import tools.jackson.databind.json.JsonMapper;

/// A chart that follows the scheme, zooms, and can be read by arrow keys or as a table. Its data is either given, or
/// fetched by the browser from an address that answers [ChartData] and takes `from`, `to` (moments as ISO text on an
/// axis of time, else numbers; both absent for everything) and `pixels`, the width it is drawn at: when another part
/// is looked at, it is asked again.
@Tag("vigia-chart")
public class Chart extends Component implements HasStyle, HasSize {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param label names the chart for who cannot see it
    public Chart(String label) {
        getElement().setAttribute("label", label);
    }

    public Chart(String label, ChartData data) {
        this(label);
        setData(data);
    }

    public final void setData(ChartData data) {
        getElement().removeAttribute("src");
        getElement().setProperty("data", JSON.writeValueAsString(data));
    }

    /// Asks its source once more; the part that is looked at stays.
    public final void refresh() {
        getElement().callJsFunction("refresh");
    }

    /// @param address inside the application, relative to its root
    public final void setSource(String address) {
        getElement().removeProperty("data");
        getElement().setAttribute("src", address);
    }
}
