package dev.vigia.notify.channels;

import static dev.vigia.notify.NoticeFixtures.AT;
import static dev.vigia.notify.NoticeFixtures.DELIVERY;
import static dev.vigia.notify.NoticeFixtures.fires;
import static dev.vigia.notify.NoticeFixtures.message;
import static dev.vigia.notify.NoticeFixtures.over;
import static dev.vigia.notify.NoticeFixtures.receiver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.notify.Answer;
import dev.vigia.notify.Channel;
import dev.vigia.notify.Notice;
import dev.vigia.notify.Receiver;
import dev.vigia.notify.Receiver.Kind;
import dev.vigia.notify.Recorder;
import dev.vigia.notify.Recorder.Reply;
import dev.vigia.platform.Outbound;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

class ChannelsTest {

    private static final String HOSTILE =
            "<!channel> @here <https://evil.example|click> &amp; [x](https://evil.example)"
                    + " <img src=x> `rm` \u202Etxt \uD800 \u0000 --> fixes #1";

    private final Recorder recorder = Recorder.shared();
    private ChannelHttp http = http(Duration.ofSeconds(20));

    private static ChannelHttp http(Duration timeout) {
        return new ChannelHttp(
                Mockito.mock(Outbound.class), new ChannelSettings(timeout), Clock.fixed(AT, ZoneOffset.UTC));
    }

    @BeforeEach
    void forget() {
        recorder.forget();
    }

    @AfterEach
    void close() {
        http.stop();
    }

    private Channel channel(Kind kind) {
        var post = new JsonPost(http);
        return switch (kind) {
            case SLACK -> new SlackChannel(post);
            case TEAMS -> new TeamsChannel(post);
            case WEBHOOK -> new WebhookChannel(post, Clock.fixed(AT, ZoneOffset.UTC));
            case GITHUB, GITLAB -> new IssueChannel(http, new GitHubIssues(http), new GitLabIssues(http));
        };
    }

    private Answer send(Kind kind, Notice notice) {
        var receiver = receiver(kind, recorder.url("hook/T000/very-secret-path"));
        return channel(kind).send(receiver, message(receiver, notice, null));
    }

    private Recorder.Request only() {
        assertThat(recorder.requests("hook")).hasSize(1);
        return recorder.requests("hook").getFirst();
    }

    @Test
    void tellsSlackInBlocksWithATextBeside() {
        assertThat(send(Kind.SLACK, fires("HighErrorRate", "5 % of the answers are errors.")))
                .isEqualTo(new Answer.Taken("It answers 200: ok", null));

        assertThat(only().body()).isEqualTo(("""
                {"text":"HighErrorRate fires: 5 % of the answers are errors.",\
                "blocks":[{"type":"section","text":{"type":"mrkdwn",\
                "text":"*HighErrorRate fires*\\n5 % of the answers are errors."}},\
                {"type":"section","text":{"type":"mrkdwn",\
                "text":"<https://vigia.example.org/alerts?alert=12|Open in Vigía>"}},\
                {"type":"context","elements":[{"type":"mrkdwn",\
                "text":"alert-fired · severity critical · bankchurn"}]}]}"""));
        assertThat(only().delivery()).isEqualTo(DELIVERY);
        assertThat(only().headers()).containsEntry("content-type", "application/json; charset=utf-8");
    }

    @Test
    void tellsTeamsInACard() {
        recorder.on("hook", 202, "");

        assertThat(send(Kind.TEAMS, over("HighErrorRate", "Resolved: all is well.")))
                .isEqualTo(new Answer.Taken("It answers 202.", null));

        assertThat(only().body()).isEqualTo("""
                {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive",\
                "contentUrl":null,"content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json",\
                "type":"AdaptiveCard","version":"1.4","body":[\
                {"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"HighErrorRate is over",\
                "weight":"Bolder","size":"Medium","color":"Good"}]},\
                {"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"Resolved: all is well."}]},\
                {"type":"RichTextBlock","inlines":[{"type":"TextRun",\
                "text":"alert-resolved · severity critical · bankchurn","isSubtle":true,"size":"Small"}]}],\
                "actions":[{"type":"Action.OpenUrl","title":"Open in Vigía",\
                "url":"https://vigia.example.org/alerts?alert=12"}]}}]}""");
    }

    @Test
    void tellsAWebhookInAFormThatStaysAndSigned() throws Exception {
        send(Kind.WEBHOOK, fires("HighErrorRate", "5 % of the answers are errors."));

        assertThat(only().body()).isEqualTo("""
                {"version":1,"delivery":"0b9f3a52-6a0e-4a41-9f0c-2f6f1f9c1a11","event":"alert-fired",\
                "phase":"opens","subject":"alert/12","at":"2026-11-23T03:04:05Z","severity":"critical",\
                "project":"bankchurn","name":"HighErrorRate","title":"HighErrorRate fires",\
                "text":"5 % of the answers are errors.","link":"https://vigia.example.org/alerts?alert=12",\
                "labels":{"alertname":"HighErrorRate","service":"api"},\
                "annotations":{"summary":"5 % of the answers are errors."}}""");
        assertThat(only().headers()).containsEntry("x-vigia-event", "alert-fired");
        var signature = only().headers().get("x-vigia-signature");
        assertThat(signature).startsWith("t=" + AT.getEpochSecond() + ",v1=");
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret-token".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signed = AT.getEpochSecond() + "." + only().body();
        assertThat(signature.split("v1=")[1])
                .isEqualTo(HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void opensAnIssueOnceAndClosesIt() {
        var repository = new FakeTracker("number", "body");
        recorder.on("repos", repository::answer);
        var receiver = receiver(Kind.GITHUB, recorder.url(""));
        var gitHub = channel(Kind.GITHUB);

        var opened = gitHub.send(receiver, message(receiver, fires("HighErrorRate", "It burns."), null));
        var again = gitHub.send(receiver, message(receiver, fires("HighErrorRate", "It burns."), null));

        assertThat(opened).isEqualTo(new Answer.Taken("Issue 7 was opened.", "7"));
        assertThat(again).isEqualTo(new Answer.Taken("Issue 7 was there already.", "7"));
        assertThat(repository.written).containsExactly("""
                POST /repos/ml/models/issues {"title":"HighErrorRate fires","body":"It burns\\\\.\
                \\n\\nalert-fired · severity critical · project bankchurn · 2026-11-23T03:04:05Z\
                \\n\\n[Open in Vigía](https://vigia.example.org/alerts?alert=12)\
                \\n\\n<!-- vigia-delivery: 0b9f3a52-6a0e-4a41-9f0c-2f6f1f9c1a11 -->"}""");
        assertThat(recorder.requests("repos"))
                .allSatisfy(request -> assertThat(request.headers())
                        .containsEntry("authorization", "Bearer s3cret-token")
                        .containsEntry("x-github-api-version", "2022-11-28"));

        repository.written.clear();
        var closed = gitHub.send(receiver, message(receiver, over("HighErrorRate", "Resolved."), "7"));
        gitHub.send(receiver, message(receiver, over("HighErrorRate", "Resolved."), "7"));

        assertThat(closed).isEqualTo(new Answer.Taken("Issue 7 was closed.", "7"));
        assertThat(repository.written.stream().map(line -> line.replaceAll("\\{.*alert-resolved.*", "…")))
                .containsExactly(
                        "POST /repos/ml/models/issues/7/comments …",
                        "PATCH /repos/ml/models/issues/7 {\"state\":\"closed\",\"state_reason\":\"completed\"}",
                        "PATCH /repos/ml/models/issues/7 {\"state\":\"closed\",\"state_reason\":\"completed\"}");
    }

    @Test
    void commentsOnTheIssueThatIsStillOpen() {
        var repository = new FakeTracker("number", "body");
        recorder.on("repos", repository::answer);
        var receiver = receiver(Kind.GITHUB, recorder.url(""));

        var answer =
                channel(Kind.GITHUB).send(receiver, message(receiver, fires("HighErrorRate", "It burns again."), "7"));

        assertThat(answer.words()).isEqualTo("Issue 7 was still open: it has one more comment.");
        assertThat(repository.written).hasSize(1).allMatch(line -> line.contains("/issues/7/comments"));
    }

    @Test
    void speaksToGitLabAsWell() {
        var project = new FakeTracker("iid", "description");
        recorder.on("api", project::answer);
        var receiver = receiver(Kind.GITLAB, recorder.url(""));
        var gitLab = channel(Kind.GITLAB);

        assertThat(gitLab.send(receiver, message(receiver, fires("HighErrorRate", "It burns"), null)))
                .isEqualTo(new Answer.Taken("Issue 7 was opened.", "7"));
        assertThat(gitLab.send(receiver, message(receiver, fires("HighErrorRate", "It burns"), null))
                        .words())
                .isEqualTo("Issue 7 was there already.");
        gitLab.send(receiver, message(receiver, over("HighErrorRate", "Resolved"), "7"));

        assertThat(project.written.stream().map(line -> line.split("\\{")[0]))
                .containsExactly(
                        "POST /api/v4/projects/ml%2Fmodels/issues ",
                        "POST /api/v4/projects/ml%2Fmodels/issues/7/notes ",
                        "PUT /api/v4/projects/ml%2Fmodels/issues/7 ");
        assertThat(project.written.getLast()).endsWith("{\"state_event\":\"close\"}");
        assertThat(recorder.requests("api"))
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("private-token", "s3cret-token"));
    }

    @Test
    void testsATrackerWithoutWriting() {
        var repository = new FakeTracker("number", "body");
        recorder.on("repos", repository::answer);
        var receiver = receiver(Kind.GITHUB, recorder.url(""));

        var answer = channel(Kind.GITHUB).test(receiver, message(receiver, fires("A", "b"), null));

        assertThat(answer.words()).isEqualTo("The token may read ml/models. No issue was written.");
        assertThat(repository.written).isEmpty();
    }

    /// One repository with at most one issue, number 7.
    private static final class FakeTracker {

        private final String number;
        private final String text;
        private final List<String> written = new ArrayList<>();
        private String issue = "";
        private String comments = "";

        FakeTracker(String number, String text) {
            this.number = number;
            this.text = text;
        }

        synchronized Reply answer(Recorder.Request request) {
            var path = request.path().split("\\?")[0];
            if (!request.method().equals("GET")) {
                written.add(request.method() + " " + path + " " + request.body());
            }
            var open = "\"state\":\"" + (number.equals("iid") ? "opened" : "open") + "\"";
            if (path.endsWith("/comments") || path.endsWith("/notes")) {
                if (request.method().equals("POST")) {
                    comments = request.body();
                }
                return Reply.of(200, "[" + comments + "]");
            }
            if (path.endsWith("/issues")) {
                if (request.method().equals("POST")) {
                    issue = "{\"" + number + "\":7," + open + ","
                            + request.body().substring(1);
                    return Reply.of(201, issue);
                }
                return Reply.of(200, "[" + issue + "]");
            }
            return Reply.of(200, "{\"" + number + "\":7," + open + "}");
        }
    }

    @Test
    void letsNoTextOfAStrangerCallAnybodyOrBreakOut() {
        for (Kind kind : List.of(Kind.SLACK, Kind.TEAMS)) {
            recorder.forget();
            send(kind, fires(HOSTILE, HOSTILE));
            assertThat(only().body()).as(kind.title()).doesNotContain("\u202E", "\uD800", "\\u0000", "\u0000");
        }
        recorder.forget();
        send(Kind.SLACK, fires(HOSTILE, HOSTILE));
        assertThat(only().body())
                .contains("&lt;!channel&gt;", "&lt;https://evil.example|click&gt;", "&amp;amp;")
                .doesNotContain("<!channel>", "<https://evil");

        recorder.forget();
        var repository = new FakeTracker("number", "body");
        recorder.on("repos", repository::answer);
        var receiver = receiver(Kind.GITHUB, recorder.url(""));
        channel(Kind.GITHUB).send(receiver, message(receiver, fires(HOSTILE, HOSTILE), null));
        // The title is no markup; in it nobody is called either.
        var written = repository.written.getFirst().split("\"body\":");
        assertThat(written[0]).doesNotContain("@here", "#1");
        assertThat(written[1])
                .contains("@\u2060here", "#\u20601", "\\\\[x\\\\]\\\\(https", "&lt;img src=x&gt;", "\\\\`rm")
                .doesNotContain("@here", "fixes #1", "<img", "--> fixes");
    }

    @Test
    void cutsWhatAReceiverHasNoRoomFor() {
        var endless = "ä😀".repeat(20_000);
        for (Kind kind : List.of(Kind.SLACK, Kind.TEAMS)) {
            recorder.forget();
            send(kind, fires(endless, endless));
            assertThat(only().body().getBytes(StandardCharsets.UTF_8))
                    .as(kind.title())
                    .hasSizeLessThan(28_000);
            assertThat(only().body()).as(kind.title()).contains("…").doesNotContain("\uFFFD");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 408, 425, 429, 500, 502, 503, 504})
    void triesAgainWhatMayMend(int status) {
        recorder.on("hook", status, "");

        assertThat(send(Kind.WEBHOOK, fires("A", "b"))).isEqualTo(new Answer.Later("It answers " + status + ".", null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422})
    void doesNotTryAgainWhatWillNotMend(int status) {
        recorder.on("hook", status, "");

        assertThat(send(Kind.WEBHOOK, fires("A", "b"))).isEqualTo(new Answer.Refused("It answers " + status + "."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    429 | retry-after | 120                           | 120
                    503 | Retry-After | Mon, 23 Nov 2026 03:05:05 GMT | 60
                    503 | Retry-After | Mon, 23 Nov 2026 03:00:00 GMT |
                    503 | Retry-After | soon                          |
                    429 | Retry-After | 99999999                      | 43200
                    """)
    void waitsForAsLongAsTheReceiverAsks(int status, String header, String value, Long seconds) {
        recorder.on("hook", _ -> new Reply(status, "", Map.of(header, value)));

        var answer = send(Kind.WEBHOOK, fires("A", "b"));

        assertThat(((Answer.Later) answer).after()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void takesAForgesLimitForWhatItIs() {
        recorder.on(
                "repos",
                _ -> new Reply(
                        403,
                        "rate limit",
                        Map.of(
                                "X-RateLimit-Remaining",
                                "0",
                                "X-RateLimit-Reset",
                                String.valueOf(AT.getEpochSecond() + 90))));
        var receiver = receiver(Kind.GITHUB, recorder.url(""));

        var answer = channel(Kind.GITHUB).send(receiver, message(receiver, fires("A", "b"), null));

        assertThat(answer).isEqualTo(new Answer.Later("It answers 403: rate limit", Duration.ofSeconds(90)));
    }

    @Test
    void triesAgainWhenNobodyAnswers() {
        recorder.on("hook", _ -> Reply.NONE);
        assertThat(send(Kind.SLACK, fires("A", "b")))
                .isEqualTo(new Answer.Later("The connection broke before it answered.", null));

        var closed = receiver(Kind.SLACK, "http://127.0.0.1:9/hook");
        assertThat(channel(Kind.SLACK).send(closed, message(closed, fires("A", "b"), null)))
                .isEqualTo(new Answer.Later("Nobody listens there.", null));
    }

    @Test
    void waitsNoLongerThanItMay() {
        http.stop();
        http = http(Duration.ofMillis(700));
        recorder.on("hook", _ -> {
            try {
                Thread.sleep(3_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Reply.NONE;
        });
        assertThat(send(Kind.SLACK, fires("A", "b"))).isEqualTo(new Answer.Later("It does not answer in time.", null));
    }

    /// Else what it took would be sent to it for a day.
    @Test
    void believesAStatusWhoseBodyNeverEnds() {
        http.stop();
        http = http(Duration.ofSeconds(2));
        recorder.on("hook", _ -> Reply.ENDLESS);

        assertThat(send(Kind.SLACK, fires("A", "b"))).isInstanceOf(Answer.Taken.class);
    }

    @Test
    void tellsNobodyTheAddressOrTheSecret() {
        recorder.on(
                "hook",
                request -> Reply.of(
                        404,
                        "no such hook " + request.path() + " of " + recorder.url("hook/T000/very-secret-path")
                                + " s3cret-token"));

        var answers = Stream.of(Kind.SLACK, Kind.TEAMS, Kind.WEBHOOK).map(kind -> send(kind, fires("A", "b")));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.words())
                        .startsWith("It answers 404: no such hook ••••")
                        .doesNotContain("very-secret-path"));
        assertThat(send(Kind.WEBHOOK, fires("A", "b")).words()).doesNotContain("s3cret-token");
        Receiver receiver = receiver(Kind.SLACK, recorder.url("hook/T000/very-secret-path"));
        assertThat(receiver.toString() + receiver.url()).doesNotContain("very-secret-path");
    }
}
