package dev.vigia.platform.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutLinkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "\u0001javascript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "//example.org",
                "https:///nowhere",
                "",
                "file:///etc/passwd",
                "http://[broken"
            })
    void isNoLinkUnlessHttp(String address) {
        assertThat(OutLink.to(address, "out")).isEmpty();
    }

    @Test
    void opensElsewhereWithoutHandingOverThisWindow() {
        var link = OutLink.to("https://mlflow.example.org/#/runs/1", "Run in MLflow")
                .orElseThrow();
        assertThat(link.getHref()).isEqualTo("https://mlflow.example.org/#/runs/1");
        assertThat(link.getElement().getAttribute("rel")).contains("noopener");
    }
}
