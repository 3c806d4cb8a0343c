package dev.vigia.versions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHostTest {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/churn.git, https://github.com/acme/churn/releases/tag/v1.0.0",
        "https://GitHub.com/acme/churn/, https://github.com/acme/churn/releases/tag/v1.0.0",
        "git@github.com:acme/churn.git, https://github.com/acme/churn/releases/tag/v1.0.0",
        "ssh://git@github.com:22/acme/churn.git, https://github.com/acme/churn/releases/tag/v1.0.0",
        "ssh://git@gitlab.com/a/b/c.git, https://gitlab.com/a/b/c/-/tags/v1.0.0",
        "https://gitlab.acme.example:8443/a/b.git, https://gitlab.acme.example:8443/a/b/-/tags/v1.0.0",
        "git@bitbucket.org:acme/churn.git, https://bitbucket.org/acme/churn/src/v1.0.0",
        "https://codeberg.org/acme/churn, https://codeberg.org/acme/churn/src/tag/v1.0.0",
        "http://gitea.acme.example/acme/churn, http://gitea.acme.example/acme/churn/src/tag/v1.0.0",
        "https://name:secret@github.com/acme/churn, https://github.com/acme/churn/releases/tag/v1.0.0",
    })
    void knowsThePagesOfKnownHosts(String url, String link) {
        assertThat(GitHost.of(url).map(host -> host.tag("v1.0.0"))).contains(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.acme.example/acme/churn.git",
                "https://github.com.evil.example/acme/churn",
                "https://notgithub.com/acme/churn",
                "javascript://github.com/%0aalert(1)",
                "javascript:alert(1)",
                "data:text/html,github.com",
                "ext::sh -c github.com",
                "git://github.com/acme/churn",
                "https://github.com",
                "https://github.com/../x",
                "file:///srv/github.com/x",
                "/srv/github.com/x",
                "git@git_hub.com:acme/churn",
                "",
            })
    void linksNowhereElse(String url) {
        assertThat(GitHost.of(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "churn@v1.2.0#4, churn%40v1.2.0%234",
                "a/b, a/b",
                "it's \"q\", it%27s%20%22q%22",
                "v1?x=1&y, v1%3Fx%3D1%26y",
                "v1.0-🚀, v1.0-%F0%9F%9A%80",
                "<img>, %3Cimg%3E",
            })
    void writesEveryTagSafely(String tag, String encoded) {
        assertThat(GitHost.of("https://github.com/a/b").orElseThrow().tag(tag))
                .isEqualTo("https://github.com/a/b/releases/tag/" + encoded);
    }
}
