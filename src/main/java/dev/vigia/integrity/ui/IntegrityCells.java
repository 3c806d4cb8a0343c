package dev.vigia.integrity.ui;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import dev.vigia.integrity.Check;
import dev.vigia.integrity.CheckKind;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.platform.ui.Hash;
import dev.vigia.platform.ui.Tone;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The cells of the integrity table, as templates: a component per cell would not carry thousands of rows. Lit
/// escapes every value, so hostile names are shown as text.
final class IntegrityCells {

    private static final String HASH = """
            <button type="button" class="hash" data-copy=${%1$s} title="${%1$s} – click copies"
                aria-label="Copy %3$s ${%2$s}">${%2$s}</button>""";

    private static final String BADGE = """
            <span class="badge ${item.tone}"><span class="status-icon ${item.tone}" aria-hidden="true"></span>
              <span class="badge-text">${item.headline}</span></span>""";

    private IntegrityCells() {}

    /// Tag, commit and stages; on a phone the whole card.
    static Renderer<IntegrityItem> version(BooleanSupplier severalProjects) {
        var template = """
                ${item.between
                  ? html`<span class="between-text">${item.between}</span>`
                  : html`<div class="v-cell">
                      <div class="v-line"><strong class="v-tag" title=${item.tag}>${item.tag}</strong>
                        %s
                        ${item.stages.map(stage => html`<span class="stage">${stage}</span>`)}
                        <vigia-time class="only-card" brief datetime=${item.at}></vigia-time></div>
                      ${item.project ? html`<div class="secondary v-project">${item.project}</div>` : ''}
                      <div class="only-card">%s</div>
                      <div class="only-card v-checks" aria-hidden="true">${item.checks.map(check =>
                        html`<span class="v-check"><span class="status-icon ${check.split(' ')[0]}"></span>
                          ${check.slice(check.indexOf(' '))}</span>`
                      )}</div>
                    </div>`}""".formatted(HASH.formatted("item.commit", "item.short", "commit"), BADGE);
        return LitRenderer.<IntegrityItem>of(template)
                .withProperty(
                        "between",
                        item -> item instanceof IntegrityItem.InOrder between
                                ? IntegrityWords.plural(between.versions(), "version", "versions") + " in order"
                                : null)
                .withProperty("tag", of(row -> row.tag().value()))
                .withProperty("commit", of(IntegrityRow::commit))
                .withProperty("short", of(row -> Hash.shorten(row.commit())))
                .withProperty("stages", of(IntegrityRow::stages))
                .withProperty("at", of(IntegrityCells::at))
                .withProperty(
                        "project",
                        of(row -> severalProjects.getAsBoolean() ? row.project().value() : null))
                .withProperty(
                        "tone", of(row -> IntegrityWords.tone(row.verdict()).css()))
                .withProperty("headline", of(IntegrityCells::words))
                .withProperty("checks", of(IntegrityCells::worthACard));
    }

    static Renderer<IntegrityItem> verdict() {
        return LitRenderer.<IntegrityItem>of("${item.headline ? html`%s` : ''}".formatted(BADGE))
                .withProperty(
                        "tone", of(row -> IntegrityWords.tone(row.verdict()).css()))
                .withProperty("headline", of(IntegrityCells::words));
    }

    static Renderer<IntegrityItem> check(CheckKind kind) {
        return LitRenderer.<IntegrityItem>of("""
                        ${item.tone ? html`<span class="status-icon ${item.tone}" role="img" \
                        aria-label=${item.meaning}></span>` : ''}""")
                .withProperty("tone", of(row -> tone(row, kind).css()))
                .withProperty("meaning", of(row -> meaning(row, kind)));
    }

    static Renderer<IntegrityItem> run() {
        return LitRenderer.<IntegrityItem>of("""
                        ${item.run ? html`%s` : html`<span class="quiet">${item.none}</span>`}""".formatted(HASH.formatted("item.run", "item.short", "run id")))
                .withProperty("run", of(IntegrityRow::runId))
                .withProperty("short", of(row -> row.runId() == null ? null : Hash.shorten(row.runId())))
                .withProperty("none", of(row -> "none"));
    }

    static Renderer<IntegrityItem> when() {
        return LitRenderer.<IntegrityItem>of(
                        "${item.at ? html`<vigia-time brief class=\"quiet\" datetime=${item.at}></vigia-time>` : ''}")
                .withProperty("at", of(IntegrityCells::at));
    }

    /// What the verdict's badge says: the reason where there is one to say.
    static String words(IntegrityRow row) {
        return row.verdict().isProblem() ? row.headline() : IntegrityWords.verdict(row.verdict());
    }

    static @Nullable String headline(IntegrityItem item) {
        return item instanceof IntegrityItem.Version version
                ? IntegrityWords.verdict(version.verdict()) + ": "
                        + version.row().headline()
                : null;
    }

    static @Nullable String reason(IntegrityItem item, CheckKind kind) {
        return item instanceof IntegrityItem.Version version ? meaning(version.row(), kind) : null;
    }

    /// The problems on a phone's card, each as its tone, a blank and its name: Vaadin serialises no records of ours.
    private static List<String> worthACard(IntegrityRow row) {
        return row.checks().stream()
                .filter(check -> check.outcome().isProblem())
                .map(check -> IntegrityWords.tone(check.outcome()).css() + " " + IntegrityWords.name(check.check()))
                .toList();
    }

    private static Tone tone(IntegrityRow row, CheckKind kind) {
        return find(row, kind)
                .map(check -> IntegrityWords.tone(check.outcome()))
                .orElse(Tone.NEUTRAL);
    }

    private static String meaning(IntegrityRow row, CheckKind kind) {
        return find(row, kind)
                .map(IntegrityWords::sentence)
                .orElseGet(() -> IntegrityWords.name(kind) + ": not asked yet");
    }

    private static Optional<Check> find(IntegrityRow row, CheckKind kind) {
        return row.checks().stream().filter(check -> check.check() == kind).findFirst();
    }

    private static @Nullable String at(IntegrityRow row) {
        return row.taggedAt() == null ? null : row.taggedAt().toString();
    }

    private static <T> com.vaadin.flow.function.ValueProvider<IntegrityItem, @Nullable T> of(
            Function<IntegrityRow, @Nullable T> value) {
        return item -> item instanceof IntegrityItem.Version version ? value.apply(version.row()) : null;
    }
}
