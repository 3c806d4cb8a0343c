package dev.vigia.runbooks;

import static dev.vigia.runbooks.RunbookFixtures.document;
import static dev.vigia.runbooks.RunbookFixtures.shelf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.runbooks.RunbookMatch.External;
import dev.vigia.runbooks.RunbookMatch.Found;
import dev.vigia.runbooks.RunbookMatch.How;
import dev.vigia.runbooks.RunbookMatch.Missing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchingTest {

    private final Matching matching = new Matching(
            shelf(
                    document(
                            "high-latency.md",
                            "# HighPredictionLatency\n\n| Alert | `HighPredictionLatency` |\n|-|-|\n"),
                    document("etcd/etcdMembersDown.md", "# etcdMembersDown\n"),
                    document("gitaly.md", "# Gitaly\n\n## GitalyDown\n\n## Other\n"),
                    document("billing.md", "---\ncomponents: [billing, invoices]\n---\n# Billing\n"),
                    document("README.md", "# Index\n"),
                    document(
                            "template.md", "# {{alertname}}\n\n{{severity}} `{{instance}}` {{unknown}} {{summary}}\n")),
            new LinkRules(List.of(
                    new LinkRules.Rule("https://wiki.example.com/display/OPS/*+runbook", "$1"),
                    new LinkRules.Rule("https://wiki.example.com/latency", "high-latency"))),
            List.of("component", "service"));

    @ParameterizedTest
    @CsvSource({
        "https://vigia.example.com/runbooks/high-latency, high-latency,",
        "https://docs.example.com/runbooks/high-latency.md#rollback, high-latency, rollback",
        "https://runbooks.prometheus-operator.dev/runbooks/etcd/etcdmembersdown, etcd/etcdMembersDown,",
        "https://github.com/x/y/blob/main/alerts/etcd/etcdMembersDown.md, etcd/etcdMembersDown,",
        "https://wiki.example.com/display/OPS/gitaly+runbook, gitaly,",
        "https://wiki.example.com/latency, high-latency,",
        "high-latency, high-latency,",
        "etcd/etcdMembersDown.md, etcd/etcdMembersDown,"
    })
    void followsTheLinkOfTheAlertToADocument(String link, String name, String anchor) {
        assertThat(match(Map.of("alertname", "HighPredictionLatency"), Map.of("runbook_url", link)))
                .isInstanceOfSatisfying(Found.class, found -> {
                    assertThat(found.runbook().name()).isEqualTo(name);
                    assertThat(found.anchor()).isEqualTo(anchor);
                    assertThat(found.how()).isEqualTo(How.LINK);
                });
    }

    @Test
    void takesTheAlertsNameWhereTheLinkLeadsElsewhere() {
        assertThat(match(
                        Map.of("alertname", "HighPredictionLatency"),
                        Map.of("runbook_url", "https://dead.example/404")))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.how()).isEqualTo(How.ALERT_NAME));
    }

    @Test
    void takesTheNameInOtherCapitalsAfterTheExactOne() {
        assertThat(match(Map.of("alertname", "ETCDMembersDown"), Map.of()))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.how()).isEqualTo(How.ALERT_NAME_IGNORING_CASE));
    }

    @Test
    void takesAHeadingWithTheAlertsNameAndThenTheComponent() {
        assertThat(match(Map.of("alertname", "GitalyDown", "service", "billing"), Map.of()))
                .isInstanceOfSatisfying(Found.class, found -> {
                    assertThat(found.anchor()).isEqualTo("gitalydown");
                    assertThat(found.how()).isEqualTo(How.COMPONENT);
                });
        assertThat(match(Map.of("alertname", "X", "service", "invoices"), Map.of()))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.runbook().name()).isEqualTo("billing"));
    }

    @Test
    void keepsALinkThatIsNotOurs() {
        assertThat(match(Map.of("alertname", "X"), Map.of("runbook_url", "https://else.example/page?x=1")))
                .isEqualTo(new External("https://else.example/page?x=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "\u0001javascript:alert(1)",
                "data:text/html,x",
                "../../etc/passwd",
                "https://x.example/runbooks/%2e%2e/%2e%2e/etc/passwd\0",
                "//evil.example/x",
                "README",
                "template.md"
            })
    void offersTheTemplateWhereTheLinkLeadsNowhereSafe(String link) {
        assertThat(match(
                        Map.of("alertname", "New`Alert", "severity", "critical", "instance", "a|b\nc"),
                        Map.of("runbook", link, "summary", "It is <b>bad</b>")))
                .isEqualTo(new Missing("# New Alert\n\ncritical `a b c` {{unknown}} It is  b bad /b\n"));
    }

    private RunbookMatch match(Map<String, String> labels, Map<String, String> annotations) {
        return matching.match(labels, annotations);
    }
}
