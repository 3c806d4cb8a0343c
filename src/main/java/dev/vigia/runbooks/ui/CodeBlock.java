package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.vigia.platform.ui.Snippet;
import dev.vigia.runbooks.Block;
import dev.vigia.runbooks.Block.Filled;
import java.util.stream.Collectors;

/// A command, ready to be copied, and what was filled into it.
class CodeBlock extends Div {

    CodeBlock(Block.Code code) {
        addClassName("code-block");
        var snippet = new Snippet(code.text());
        if (code.language() != null) {
            snippet.add(new Parts(code.language()));
        }
        add(snippet);
        note("Filled in: ", code, true);
        note("Still to be filled in: ", code, false);
    }

    private void note(String words, Block.Code code, boolean filled) {
        var labels = code.placeholders().stream()
                .filter(one -> (one.value() != null) == filled)
                .map(CodeBlock::words)
                .collect(Collectors.joining(", "));
        if (!labels.isEmpty()) {
            var note = new Paragraph(words + labels);
            note.addClassName("secondary");
            add(note);
        }
    }

    /// Has the browser tell the parts of the code apart.
    @Tag("vigia-code")
    private static class Parts extends Component {
        Parts(String language) {
            getElement().setAttribute("language", language);
        }
    }

    private static String words(Filled one) {
        return one.value() == null ? one.label() : one.label() + " = " + one.value();
    }
}
