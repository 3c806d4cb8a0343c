package dev.vigia.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.platform.AuditLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vigia.security.admin-password=correct horse",
            "vigia.security.bootstrap-token=any text will do",
            "vigia.security.tokens[0].name=scraper",
            "vigia.security.tokens[0].token=" + SecurityIntegrationTest.SCRAPER,
            "vigia.security.tokens[0].scopes=metrics:read",
            "vigia.security.tokens[1].name=pipeline",
            "vigia.security.tokens[1].token=" + SecurityIntegrationTest.PIPELINE,
            "vigia.security.tokens[1].scopes[0]=read",
            "vigia.security.tokens[1].scopes[1]=sync",
            "vigia.projects[0].key=bankchurn",
            "vigia.projects[0].git.url=https://git.example.com/churn.git"
        })
class SecurityIntegrationTest {

    static final String SCRAPER = "a-scraper-s-own-token";
    static final String PIPELINE = "a-pipeline-s-own-token";

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Throttle throttle;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DemoCredentials demo;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @AfterEach
    void forgive() {
        throttle.forgive("sign-in/127.0.0.1");
        throttle.forgive("token/127.0.0.1");
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        return send(to(path).header("Authorization", authorization));
    }

    private String issue(Scope... scopes) {
        return tokens.issue("admin", "test", Set.of(scopes), Duration.ofHours(1))
                .text();
    }

    private HttpResponse<String> signIn(String password) throws IOException, InterruptedException {
        var page = send(to("/login"));
        var token = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).as("the page carries a CSRF token").isTrue();
        return send(to("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "username=admin&password=" + password.replace(" ", "+") + "&_csrf=" + token.group(1))));
    }

    private String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/projects", "/api/v1/sources", "/api/nothing", "/v3/api-docs"})
    void refusesTheApiWithoutAToken(String path) throws Exception {
        var response = send(to(path));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(response.body()).contains("\"status\":401").contains("API token");
    }

    @Test
    void takesATokenAsBearerOrAsBasicPassword() throws Exception {
        var token = issue(Scope.READ);
        var basic = Base64.getEncoder().encodeToString(("anyone:" + token).getBytes(StandardCharsets.UTF_8));

        assertThat(get("/api/v1/projects", "Bearer " + token).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/projects", "Basic " + basic).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/projects", "Bearer any text will do").statusCode())
                .isEqualTo(200);
        assertThat(cookies.getCookieStore().getCookies()).isEmpty();
    }

    @Test
    void notesWhenATokenWasLastUsed() throws Exception {
        var issued = tokens.issue("admin", "last use", Set.of(Scope.READ), Duration.ofHours(1));
        assertThat(get("/api/v1/projects", "Bearer " + issued.text()).statusCode())
                .isEqualTo(200);

        assertThat(tokens.all())
                .filteredOn(token -> token.id().equals(issued.token().id()))
                .singleElement()
                .satisfies(token -> assertThat(token.lastUsedAt()).isNotNull());
    }

    @Test
    void refusesWrongExpiredAndRevokedTokensAlike() throws Exception {
        var expired = issue(Scope.READ);
        jdbc.sql("update api_tokens set expires_at = created_at where id = ?")
                .param(expired.split("_")[1])
                .update();
        var revoked = issue(Scope.READ);
        tokens.revoke("admin", revoked.split("_")[1]);
        var good = issue(Scope.READ);
        var bodies = new HashSet<String>();

        for (var token : List.of(
                expired,
                revoked,
                good + "x",
                good.substring(0, good.length() - 1) + (good.endsWith("A") ? "B" : "A"),
                "vigia_000000000000_" + "a".repeat(43),
                "any text will",
                "' or 1=1 --")) {
            var response = get("/api/v1/projects", "Bearer " + token);
            assertThat(response.statusCode()).as(token).isEqualTo(401);
            bodies.add(response.body());
        }
        assertThat(bodies).hasSize(1);
        assertThat(audit.latest(50)).anyMatch(entry -> entry.action().equals("token-refused"));
    }

    @Test
    void refusesATokenOfAnotherScope() throws Exception {
        var response = send(to("/api/v1/projects/bankchurn/sync")
                .header("Authorization", "Bearer " + issue(Scope.READ))
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("\"status\":403").contains("scopes");
    }

    /// The metrics themselves are switched off in tests: 404 is past the door.
    @Test
    void letsATokenOfTheSettingsDoWhatItsScopesSayAndNothingElse() throws Exception {
        assertThat(get("/actuator/prometheus", "Bearer " + SCRAPER).statusCode())
                .isIn(200, 404);
        assertThat(get("/api/v1/projects", "Bearer " + SCRAPER).statusCode()).isEqualTo(403);
        assertThat(get("/api/v1/projects", "Bearer " + PIPELINE).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/alerts/deliveries", "Bearer " + PIPELINE).statusCode())
                .isEqualTo(403);
        assertThat(get("/api/v1/projects", "Bearer " + SCRAPER + "x").statusCode())
                .isEqualTo(401);

        assertThat(send(to("/api/v1/projects/bankchurn/sync")
                                .header("Authorization", "Bearer " + PIPELINE)
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(202);
        assertThat(audit.latest(50)).anyMatch(entry -> entry.actor().equals("token:pipeline"));
        assertThat(audit.latest(50).toString()).doesNotContain(PIPELINE, SCRAPER);
        assertThat(tokens.all().toString()).doesNotContain(PIPELINE, SCRAPER);
    }

    @Test
    void answersAFloodOfBadTokensWith429AndGoodOnesAllTheSame() throws Exception {
        var statuses =
                IntStream.range(0, 30).mapToObj(i -> status("Bearer bad" + i)).toList();

        assertThat(statuses).startsWith(401).contains(429);
        assertThat(get("/api/v1/projects", "Bearer " + issue(Scope.READ)).statusCode())
                .isEqualTo(200);
    }

    private int status(String authorization) {
        try {
            return get("/api/v1/projects", authorization).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void storesNoTokenAndNoPassword() {
        var token = issue(Scope.READ);

        var stored = jdbc.sql("select secret_hash from api_tokens")
                .query(String.class)
                .list();
        assertThat(stored)
                .noneMatch(hash -> token.contains(hash))
                .allSatisfy(hash -> assertThat(hash).hasSize(64));
        assertThat(jdbc.sql("select password_hash from accounts")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .doesNotContain("correct");
    }

    @Test
    void issuesOnlyTokensThatExpire() {
        assertThatThrownBy(() -> tokens.issue("admin", "x", Set.of(Scope.READ), Duration.ofDays(4000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.issue("admin", "x", Set.of(Scope.READ), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.issue("admin", "x", Set.of(), Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signsInWithANewSessionAndSecurityHeaders() throws Exception {
        var page = send(to("/login"));
        var before = session();
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("object-src 'none'"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");

        var response = signIn("correct horse");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).doesNotContain("error"));
        assertThat(session()).isNotEmpty().isNotEqualTo(before);
        assertThat(send(to("/v3/api-docs")).statusCode()).isEqualTo(200);
        assertThat(send(to("/api/v1/projects")).statusCode())
                .as("a session is no token")
                .isEqualTo(401);
        assertThat(audit.latest(50)).anyMatch(entry -> entry.action().equals("signed-in"));
    }

    @Test
    void slowsDownGuessingWithoutLockingTheOwnerOut() throws Exception {
        assertThat(signIn("wrong").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("error"));
        var flood = IntStream.range(0, 100)
                .mapToObj(i -> throttle.turn("sign-in/127.0.0.1"))
                .toList();
        assertThat(flood.getLast()).isNegative();

        // A turn comes within seconds although the flood goes on.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> signIn("correct horse")
                        .headers()
                        .firstValue("Location")
                        .filter(to -> !to.contains("error"))
                        .isPresent());
        assertThat(audit.latest(50)).anyMatch(entry -> entry.action().equals("sign-in-failed"));
    }

    @Test
    void refusesASignInFromAForeignPage() throws Exception {
        for (var header : new String[] {"Origin: https://evil.example", "Sec-Fetch-Site: cross-site"}) {
            var response = send(to("/login")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header(header.split(": ")[0], header.split(": ")[1])
                    .POST(HttpRequest.BodyPublishers.ofString("username=admin&password=correct+horse")));

            assertThat(response.statusCode()).isEqualTo(403);
        }
        assertThat(send(to("/v3/api-docs")).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, 200",
        "/actuator/health/liveness, 200",
        "/actuator/health/readiness, 200",
        "/actuator, 404",
        "/actuator/env, 404",
        "/actuator/heapdump, 404",
        "/actuator/beans, 404",
        "/h2-console, 404",
        "/h2-console/login.do, 404",
        "/VAADIN/.., 404",
        "/VAADIN/../actuator/env, 404",
        "/VAADIN/%2e%2e/application.yaml, 404",
        "/api/..;/actuator/env, 404"
    })
    void answers(String path, int status) throws Exception {
        var response = send(to(path));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/integrity", "/settings/sources", "/application.yaml", "/nothing"})
    void showsNoScreenWithoutSignIn(String path) throws Exception {
        var response = send(to(path));

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
    }

    @Test
    void refusesALargeBody() throws Exception {
        assertTooLarge(post(HttpRequest.BodyPublishers.ofByteArray(new byte[1_000_000])));
    }

    @Test
    void refusesALargeBodyThatComesInChunksAndDoesNotSayHowLongItIs() throws Exception {
        assertTooLarge(post(chunked(65_537)));
        assertTooLarge(post(chunked(1_000_000)));

        assertThat(post(chunked(65_536)).statusCode()).isEqualTo(202);
    }

    @Test
    void readsNoBodyOfAStranger() throws Exception {
        var response = send(to("/api/v1/projects/bankchurn/sync").POST(chunked(1_000_000)));

        assertThat(response.statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> post(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        return send(to("/api/v1/projects/bankchurn/sync")
                .header("Authorization", "Bearer any text will do")
                .POST(body));
    }

    private static HttpRequest.BodyPublisher chunked(int bytes) {
        return HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]));
    }

    private static void assertTooLarge(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(response.body()).contains("\"status\":413").contains("65536");
    }

    @Test
    void showsCredentialsOnlyInADemo() {
        assertThat(demo.show()).isEmpty();
    }
}
