package dev.vigia.versions.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final String PARAMS = """
            n: 3
            half: 1.50
            octal: 010
            big: 1e20
            tiny: 0.00001
            whole: 2.0
            flag: true
            word: some text
            none: null
            day: 2020-01-01
            list: [1, two, {three: 3}]
            deep: {er: {est: x}}
            opts: {lr: 0.1, on: true, off: false, names: [a, b c], in: {ner: 1}}
            """;

    private static Context context() throws BrokenFileException {
        Context context = new Context();
        context.loadDefault(path -> Yaml.parse(PARAMS.getBytes(StandardCharsets.UTF_8)), "");
        return context;
    }

    private static @Nullable Object resolve(String text, String where) throws BrokenFileException {
        return new Template().resolve(text, context(), where);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m-${n}|m-3",
                "m-${half}|m-1.5",
                "m-${octal}|m-10",
                "m-${big}|m-1e+20",
                "m-${tiny}|m-1e-05",
                "m-${whole}|m-2.0",
                "m-${flag}|m-true",
                "m-${none}|m-None",
                "m-${day}|m-2020-01-01",
                "m-${list[1]}|m-two",
                "m-${list[2].three}|m-3",
                "m-${deep.er.est}-${ n }|m-x-3",
                "\\${n} ${n}|${n} 3",
                "no $n {n}|no $n {n}"
            })
    void writesValuesAsDvcDoes(String template, String text) throws Exception {
        assertThat(resolve(template, "outs")).isEqualTo(text);
    }

    @Test
    void keepsTheTypeOfALoneExpression() throws Exception {
        assertThat(resolve("${n}", "outs")).isEqualTo(3L);
        assertThat(resolve("${word}", "outs")).isEqualTo("some text");
    }

    @Test
    void writesAMapAsOptionsInACommandOnly() throws Exception {
        assertThat(resolve("run ${opts}", "cmd")).isEqualTo("run --lr 0.1 --on --names a 'b c' --in.ner 1");
        assertThatThrownBy(() -> resolve("run-${opts}", "outs")).hasMessageContaining("cannot stand there");
        assertThatThrownBy(() -> resolve("${list}", "deps")).hasMessageContaining("cannot stand there");
    }

    @Test
    void namesWhatNothingDefines() {
        assertThatThrownBy(() -> resolve("${no.such}", "outs")).hasMessageContaining("nothing defines ${no.such}");
        assertThatThrownBy(() -> resolve("${list[9]}", "outs")).hasMessageContaining("nothing defines");
    }

    @Test
    void expandsGroupsWithTheKeysThatDvcGivesThem() throws Exception {
        String file = """
                stages:
                  scal: {foreach: [1.50, true, x], do: {cmd: "c ${item}", outs: ["o-${item}"]}}
                  comp: {foreach: [{a: 1}, {a: 2}], do: {cmd: "c ${item.a}", outs: ["q-${item.a}"]}}
                  maps: {foreach: {us: {e: 3}, uk: {e: 4}}, do: {cmd: "c", outs: ["r-${key}-${item.e}"]}}
                  mx:
                    matrix: {d: [{f: v}], m: [cnn, 3.0], b: [true]}
                    cmd: c ${key}
                    outs: ["${item.d.f}-${item.m}-${item.b}"]
                """;
        Pipeline pipeline = PipelineFile.read("", Yaml.parse(file.getBytes(StandardCharsets.UTF_8)), path -> null);
        assertThat(pipeline.unresolved()).isEmpty();
        assertThat(pipeline.stages())
                .extracting(
                        Pipeline.Stage::name, stage -> stage.outs().getFirst().path())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("scal@1.5", "o-1.5"),
                        org.assertj.core.groups.Tuple.tuple("scal@true", "o-true"),
                        org.assertj.core.groups.Tuple.tuple("scal@x", "o-x"),
                        org.assertj.core.groups.Tuple.tuple("comp@0", "q-1"),
                        org.assertj.core.groups.Tuple.tuple("comp@1", "q-2"),
                        org.assertj.core.groups.Tuple.tuple("maps@us", "r-us-3"),
                        org.assertj.core.groups.Tuple.tuple("maps@uk", "r-uk-4"),
                        org.assertj.core.groups.Tuple.tuple("mx@d0-cnn-true", "v-cnn-true"),
                        org.assertj.core.groups.Tuple.tuple("mx@d0-3.0-true", "v-3.0-true"));
        assertThat(pipeline.stages().get(7).cmd()).isEqualTo("c d0-cnn-true");
    }

    @Test
    void refusesAMatrixThatExplodes() throws Exception {
        String axis = "[" + "1, ".repeat(29) + "1]";
        String file = "stages:\n  boom:\n    matrix: {a: " + axis + ", b: " + axis.replace('1', '2') + ", c: " + axis
                + ", d: " + axis + "}\n    cmd: x\n    outs: ['${item.a}']\n";
        String distinct = "["
                + String.join(
                        ", ",
                        IntStream.range(0, 200).mapToObj(Integer::toString).toList()) + "]";
        file = file.replace(axis, distinct).replace(axis.replace('1', '2'), distinct);
        Pipeline pipeline = PipelineFile.read("", Yaml.parse(file.getBytes(StandardCharsets.UTF_8)), path -> null);
        assertThat(pipeline.stages()).isEmpty();
        assertThat(pipeline.unresolved())
                .singleElement()
                .satisfies(group -> assertThat(group.why()).contains("more than"));
    }

    @Test
    void mergesVarsAndRefusesToRedefineOne() throws Exception {
        Context context = context();
        context.load(List.of(Map.of("deep", Map.of("more", 1L))), path -> null, "");
        assertThat(context.select("deep.more")).isEqualTo(1L);
        assertThat(context.select("deep.er.est")).isEqualTo("x");
        assertThatThrownBy(() -> context.load(List.of(Map.of("n", 4L)), path -> null, ""))
                .hasMessageContaining("already defined");
        assertThatThrownBy(() -> context.load(List.of("gone.yaml"), path -> null, "sub"))
                .hasMessageContaining("sub/gone.yaml is not in the tree");
        context.load(List.of("file.toml:one"), path -> Map.of("one", 1L, "two", 2L), "");
        assertThat(context.select("one")).isEqualTo(1L);
        assertThatThrownBy(() -> context.select("two")).isInstanceOf(BrokenFileException.class);
    }
}
