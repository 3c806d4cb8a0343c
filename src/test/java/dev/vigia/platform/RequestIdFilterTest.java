package dev.vigia.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestIdFilterTest {

    @Test
    void keepsTheSendersIdInTheLogAndInTheAnswer() throws Exception {
        assertThat(idFor("ci-4711.retry_2")).isEqualTo("ci-4711.retry_2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "\"}, {\"level\":\"ERROR\"", "ünïcode", "a b"})
    void takesNothingFromAStrangerThatWouldShapeTheLog(String given) throws Exception {
        assertThat(idFor(given)).matches("[0-9a-f-]{36}");
    }

    @Test
    void refusesAnIdWithoutEnd() throws Exception {
        assertThat(idFor("a".repeat(65))).matches("[0-9a-f-]{36}");
        assertThat(idFor("a".repeat(64))).isEqualTo("a".repeat(64));
    }

    @Test
    void givesEachRequestWithoutOneItsOwn() throws Exception {
        assertThat(idFor(null)).matches("[0-9a-f-]{36}").isNotEqualTo(idFor(null));
    }

    private static String idFor(String given) throws Exception {
        var request = new MockHttpServletRequest();
        if (given != null) {
            request.addHeader(RequestIdFilter.HEADER, given);
        }
        var response = new MockHttpServletResponse();
        var logged = new AtomicReference<String>();
        new RequestIdFilter()
                .doFilter(request, response, (_, _) -> logged.set(String.valueOf(MDC.get(RequestIdFilter.FIELD))));
        assertThat(MDC.get(RequestIdFilter.FIELD)).as("afterwards").isNull();
        assertThat(response.getHeader(RequestIdFilter.HEADER)).isEqualTo(logged.get());
        return logged.get();
    }
}
