package dev.vigia.runbooks;

import dev.vigia.runbooks.Markdown.Section;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;

/// What stands under a heading, with what stands under the smaller headings below it.
record SectionBody(Section section, String text, String code, int commands) {

    int words() {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    static List<SectionBody> of(Markdown document) {
        var open = new ArrayList<Open>();
        var all = new ArrayList<Open>();
        for (var node = document.root().getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                var section = document.section(heading);
                open.removeIf(other -> other.section.level() >= section.level());
                var begun = new Open(section);
                open.add(begun);
                all.add(begun);
            } else {
                for (var section : open) {
                    section.take(node);
                }
            }
        }
        return all.stream().map(Open::done).toList();
    }

    private static final class Open {

        private final Section section;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder code = new StringBuilder();
        private int commands;

        Open(Section section) {
            this.section = section;
        }

        void take(Node node) {
            text.append(Markdown.textOf(node)).append(' ');
            node.accept(new AbstractVisitor() {
                @Override
                public void visit(FencedCodeBlock block) {
                    if (block.getInfo() == null || !block.getInfo().strip().equals(Blocks.FACT_LANGUAGE)) {
                        command(block.getLiteral());
                    }
                }

                @Override
                public void visit(IndentedCodeBlock block) {
                    command(block.getLiteral());
                }

                private void command(String literal) {
                    code.append(literal).append('\n');
                    commands++;
                }
            });
        }

        SectionBody done() {
            return new SectionBody(section, text.toString(), code.toString(), commands);
        }
    }
}
