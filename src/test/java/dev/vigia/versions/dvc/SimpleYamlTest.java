package dev.vigia.versions.dvc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimpleYamlTest {

    private static final String LOCK = """
            schema: '2.0'
            stages:
              prep@a-1.5:
                cmd: sh prep.sh --n 3
                deps:
                - path: data/raw.csv
                  hash: md5
                  md5: 2306b4377429730ee03a806cff76e92b
                  size: 4
                params:
                  params.yaml:
                    train.n: 3
                    on: yes
                    lr: 1e-3
                    none:
                outs:
                - path: data/clean
                  hash: md5
                  md5: d751713988987e9331980363e24189ce.dir
                  size: 0
                  nfiles: 0
              list:
                cmd:
                - echo one
                - echo -5
                outs:
                  - path: ../up ü.bin
                    md5: '00000000000000000000000000000000'
            """;

    private static @Nullable Object full(String text) throws BrokenFileException {
        return Yaml.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatDvcWrites() throws Exception {
        assertThat(SimpleYaml.parse(LOCK)).isNotNull().isEqualTo(full(LOCK));
    }

    @Test
    void leavesEverythingElseToTheFullParser() {
        for (String text : new String[] {
            "",
            "a: [1]",
            "a: {b: 1}",
            "a: |\n  b",
            "a: b\n  c",
            "a: &x b",
            "a: *x",
            "a: \"b\"",
            "a: 'b''c'",
            "a: b # c",
            "a: b: c",
            "a:\tb",
            "--- \na: b",
            "a: 1\na: 2",
            "? a",
            "- - a",
            "a",
            "<<: x",
            "a: !!str 3",
            "a: 'b",
            "-",
            "a: -",
            "b: 1\n a: 2",
            "a:\n  b: 1\n c: 2",
            "a: 'b' c",
            "- a\nb: c",
            "a: b\r\n"
        }) {
            assertThat(SimpleYaml.parse(text)).as(text).isNull();
        }
    }

    /// Thousands of small changes to a real lock: where the short way gives an answer it is the full parser's.
    @Test
    void neverDisagreesWithTheFullParser() throws Exception {
        Random random = new Random(7);
        String spice = "\n\n  --::#'\"[]{}&*!|>%@`,?abc019.~<=\tü";
        int simple = 0;
        for (int round = 0; round < 6_000; round++) {
            StringBuilder text = new StringBuilder(LOCK);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int place = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(place);
                    case 1 -> text.insert(place, spice.charAt(random.nextInt(spice.length())));
                    default -> text.setCharAt(place, spice.charAt(random.nextInt(spice.length())));
                }
            }
            Object quick = SimpleYaml.parse(text.toString());
            if (quick != null) {
                simple++;
                assertThat(quick).as(text.toString()).isEqualTo(full(text.toString()));
            }
        }
        assertThat(simple).isGreaterThan(1_000);
    }
}
