package dev.vigia.alerts;

import dev.vigia.bench.BenchApplication;
import dev.vigia.bench.Benchmark;
import dev.vigia.bench.Ratio;
import dev.vigia.bench.Rounds;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/// How long the board takes to be read, with ten thousand alerts that fire over a million rows of history, against the
/// time that people take for "at once".
final class BoardBenchmark implements Benchmark {

    private static final double OPENS_WITHIN = 0.3;
    private static final double FILTERS_WITHIN = 0.15;
    private static final int PAGE = 100;

    @Override
    public String name() {
        return "board";
    }

    @Override
    public List<Ratio> run() throws Exception {
        try (var application = BenchApplication.start(Files.createTempDirectory("vigia-bench"))) {
            fill(application.context().getBean(JdbcTemplate.class));
            var inbox = application.context().getBean(AlertInbox.class);
            var severe = LabelMatchers.parse("severity=~\"critical|warning\", team=\"ml-7\"");
            return List.of(
                    measured("first page of the board ÷ 0.3 s", OPENS_WITHIN, inbox, AlertQuery.PROBLEMS),
                    measured(
                            "the same grouped by a label ÷ 0.3 s",
                            OPENS_WITHIN,
                            inbox,
                            new AlertQuery(AlertQuery.PROBLEMS.states(), LabelMatchers.ALL, null, null, "team")),
                    measured(
                            "filtered by matchers ÷ 0.15 s",
                            FILTERS_WITHIN,
                            inbox,
                            new AlertQuery(AlertQuery.PROBLEMS.states(), severe, null, null, null)),
                    measured(
                            "filtered by words ÷ 0.15 s",
                            FILTERS_WITHIN,
                            inbox,
                            new AlertQuery(
                                    AlertQuery.PROBLEMS.states(), LabelMatchers.ALL, "api-77 is slow", null, null)),
                    measured(
                            "what is over, filtered by matchers ÷ 0.15 s",
                            FILTERS_WITHIN,
                            inbox,
                            new AlertQuery(Set.of(AlertState.RESOLVED), severe, null, null, null)));
        }
    }

    private static Ratio measured(String what, double limit, AlertInbox inbox, AlertQuery query) throws Exception {
        var rows = new ArrayList<Integer>();
        var ratio = Rounds.usual()
                .compareTimed(
                        what,
                        1,
                        Rounds.timed(() ->
                                rows.add(inbox.board(query, PAGE, null).rows().size())),
                        () -> limit);
        if (Collections.max(rows) == 0) {
            throw new IllegalStateException(what + " found nothing");
        }
        return ratio.withNote("10 000 fire, 1 000 000 are over; PostgreSQL; rows: " + rows.getLast());
    }

    private static void fill(JdbcTemplate jdbc) {
        jdbc.update("""
                insert into alert (cluster, fingerprint, name, severity, project, model, labels)
                select 'bench', i, 'Alert' || i % 200, i % 4, null, 'm' || i % 50,
                  '{"alertname":"Alert' || i % 200 || '","instance":"api-' || i || ':8000","job":"bankchurn-api","severity":"'
                  || (array['none','info','warning','critical'])[i % 4 + 1] || '","team":"ml-' || i % 20 || '"}'
                from generate_series(1, 20000) i
                """);
        jdbc.update("""
                insert into alert_episode (cluster, fingerprint, starts_at, ends_at, ending, annotations, generator_url,
                  received_at, ended_seen_at, changes, ended_change)
                select 'bench', i, s, s + interval '10 minutes', 3, '{"summary":"api-' || i || ' is slow"}',
                  'http://prometheus.example:9090/graph', s, s + interval '10 minutes', 1, 1
                from generate_series(1, 20000) i, generate_series(1, 50) h,
                  lateral (select date_trunc('milliseconds', now()) - h * interval '3 hours' - i * interval '50 milliseconds') t (s)
                """);
        jdbc.update("""
                insert into alert_episode (cluster, fingerprint, starts_at, ending, annotations, generator_url, received_at,
                  changes)
                select 'bench', i, date_trunc('milliseconds', now()) - i * interval '100 milliseconds', 0,
                  '{"summary":"api-' || i || ' is slow"}', 'http://prometheus.example:9090/graph', now(), 0
                from generate_series(1, 10000) i
                """);
        jdbc.execute("vacuum analyze");
    }
}
