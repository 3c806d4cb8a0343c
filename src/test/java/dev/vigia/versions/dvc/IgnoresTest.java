package dev.vigia.versions.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoresTest {

    private static final String[] PARTS = {"a", "b", "*", "**", "?", "/", "[ab]", "[!a]", "."};

    private static Ignores ignores(String text) throws BrokenFileException {
        Ignores ignores = new Ignores(Set.of(""));
        ignores.add("", Ignores.parse(text.getBytes(StandardCharsets.UTF_8)));
        return ignores;
    }

    @ParameterizedTest
    @CsvSource({
        "*.tmp.*,       x.tmp.dvc,        true",
        "*.tmp.*,       in/x.tmp.dvc,     true",
        "*.tmp.*,       x.tmp,            false",
        "/*.tmp.*,      in/x.tmp.dvc,     false",
        "**/old/**,     a/b/old/c.dvc,    true",
        "**/old/**,     a/b/new/c.dvc,    false",
        "a/**/b*c*/,    a/x/y/bxcx/d.dvc, true",
        "a/**/b*c*/,    a/x/y/bxcx,       false",
        "*[0-9]*.dvc,   run7.dvc,         true",
        "*[!0-9]*.dvc,  7.dvc,            false",
        "*\\**,         a*b,              true",
        "*\\**,         ab,               false"
    })
    void matchesSeveralWildcards(String pattern, String path, boolean ignored) throws Exception {
        assertThat(ignores(pattern).ignored(path)).isEqualTo(ignored);
    }

    @Test
    void aLaterRuleBringsBackWhatAnEarlierOneTook() throws Exception {
        assertThat(ignores("# all\r\n*a*a*\r\n!*a*keep*\r\n").ignored("a-a-keep.dvc"))
                .isFalse();
    }

    @Test
    void agreesWithJGitOnEveryShortPattern() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String pattern = pattern(random);
            FastIgnoreRule ours = StarRule.of(pattern);
            FastIgnoreRule theirs = new FastIgnoreRule(pattern);
            if (!(ours instanceof StarRule) || theirs.isEmpty()) {
                continue;
            }
            String path = random.ints(1 + random.nextInt(6), 0, 4)
                    .mapToObj(c -> String.valueOf("ab./".charAt(c)))
                    .collect(Collectors.joining())
                    .replaceAll("/+", "/");
            if (path.startsWith("/") || path.endsWith("/")) {
                continue;
            }
            boolean folder = random.nextBoolean();
            assertThat(ours.isMatch(path, folder, true))
                    .as(pattern + " on " + path)
                    .isEqualTo(theirs.isMatch(path, folder, true));
        }
    }

    private static String pattern(Random random) {
        return random.ints(2 + random.nextInt(5), 0, PARTS.length)
                .mapToObj(part -> PARTS[part])
                .collect(Collectors.joining())
                .replaceAll("/+", "/");
    }

    @Test
    void isNotKeptBusyByAPatternMadeForThat() throws Exception {
        Ignores ignores = ignores("*a".repeat(100) + "b\n" + "**/a*a*a*/".repeat(50) + "b\n");
        String path = ("a".repeat(250) + "/").repeat(20) + "x.dvc";
        assertThat(ignores.ignored(path)).isFalse();
        assertThatThrownBy(() -> ignores("*[[:alpha:]]".repeat(30)))
                .isInstanceOfSatisfying(
                        BrokenFileException.class, e -> assertThat(e.why()).contains("wildcards"));
    }
}
