package dev.vigia.runbooks;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// A parsed text and what can be asked of it without rendering it.
final class Markdown {

    /// Nested more deeply, a document is not for people, and every walk over it would be as deep.
    private static final int DEEPEST = 100;

    static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), TaskListItemsExtension.create(), AutolinkExtension.create());

    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(DEEPEST / 2)
            .build();

    /// @param anchor as GitHub makes it of the text, unique in the document
    record Section(int level, String text, String anchor) {}

    private final Node root;
    private final Map<Heading, Section> sections = new IdentityHashMap<>();
    private final List<Section> inOrder = new ArrayList<>();

    private Markdown(Node root) {
        this.root = root;
        var anchors = IdGenerator.builder().defaultId("section").build();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                var text = textOf(heading);
                var section = new Section(heading.getLevel(), text, anchors.generateId(text));
                sections.put(heading, section);
                inOrder.add(section);
            }
        });
    }

    /// A text that is nested beyond sense stands as it was written.
    static Markdown parse(String text) {
        Node root;
        try {
            root = PARSER.parse(text);
        } catch (StackOverflowError e) {
            return asWritten(text);
        }
        if (depth(root) > DEEPEST) {
            return asWritten(text);
        }
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(Image image) {
                visitChildren(image);
                linkTo(image);
            }
        });
        return new Markdown(root);
    }

    private static Markdown asWritten(String text) {
        var root = new org.commonmark.node.Document();
        var code = new FencedCodeBlock();
        code.setInfo("markdown");
        code.setLiteral(text);
        root.appendChild(code);
        return new Markdown(root);
    }

    /// Without recursion, for it is what protects all that recurs.
    private static int depth(Node root) {
        var deepest = 0;
        var depth = 0;
        for (Node node = root; node != null; ) {
            deepest = Math.max(deepest, depth);
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
                continue;
            }
            while (node != null && node != root && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == null || node == root ? null : node.getNext();
        }
        return deepest;
    }

    /// A picture would be loaded from elsewhere by everyone who opens the page; one may go and look at it.
    private static void linkTo(Image image) {
        var link = new Link(image.getDestination(), image.getTitle());
        while (image.getFirstChild() != null) {
            link.appendChild(image.getFirstChild());
        }
        if (link.getFirstChild() == null) {
            link.appendChild(new Text("picture"));
        }
        image.insertAfter(link);
        image.unlink();
    }

    Node root() {
        return root;
    }

    List<Section> sections() {
        return inOrder;
    }

    Section section(Heading heading) {
        var section = sections.get(heading);
        if (section == null) {
            throw new IllegalArgumentException("A heading of another document");
        }
        return section;
    }

    /// The rows of the first table, the first cell in lower case as the key: a runbook's summary.
    Map<String, Node> summary() {
        var rows = new LinkedHashMap<String, Node>();
        root.accept(new AbstractVisitor() {
            private boolean done;

            @Override
            public void visit(CustomBlock block) {
                if (block instanceof TableBlock && done) {
                    return;
                }
                if (block instanceof TableBlock) {
                    visitChildren(block);
                    done = true;
                } else {
                    visitChildren(block);
                }
            }

            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableRow row
                        && row.getFirstChild() != null
                        && row.getFirstChild().getNext() != null) {
                    rows.putIfAbsent(
                            textOf(row.getFirstChild()).toLowerCase(Locale.ROOT),
                            row.getFirstChild().getNext());
                } else {
                    visitChildren(node);
                }
            }
        });
        return rows;
    }

    /// What a person reads, without the marks.
    static String textOf(Node node) {
        var text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(CustomNode cell) {
                visitChildren(cell);
                text.append(' ');
            }

            @Override
            public void visit(Paragraph paragraph) {
                visitChildren(paragraph);
                text.append(' ');
            }

            @Override
            public void visit(SoftLineBreak part) {
                text.append(' ');
            }

            @Override
            public void visit(HardLineBreak part) {
                text.append(' ');
            }
        });
        return text.toString().strip();
    }
}
