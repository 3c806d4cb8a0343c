package dev.vigia.drift;

import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The page that came with a report, for a frame of ours. It is a stranger's and nothing without its scripts: they run,
/// but as those of nobody, with no cookie, no storage, no way to us and none to the network. All of that is said with
/// the page itself, in case a browser opens it alone; one that says so is led to the frame, which also keeps the page
/// from leading itself elsewhere.
///
/// @see "src/docs/decisions/0016-pages-of-strangers.md"
@RestController
class DriftPage {

    static final String PATH = "/drift-pages/{key}/{id}";

    static final String CONTENT = "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline';"
            + " style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'self'";

    private static final String FRAME = "iframe";

    private final DriftHistory history;
    private final Projects projects;

    DriftPage(DriftHistory history, Projects projects) {
        this.history = history;
        this.projects = projects;
    }

    @GetMapping(PATH)
    @PreAuthorize("isAuthenticated()")
    void page(
            @PathVariable String key,
            @PathVariable long id,
            @RequestHeader(name = "Sec-Fetch-Dest", defaultValue = FRAME) String opened,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var project = projects.require(new ProjectKey(key)).key();
        if (!opened.equals(FRAME)) {
            response.sendRedirect(request.getContextPath() + "/drift/" + project + "?report=" + id);
            return;
        }
        var html = history.html(project, new DriftReportId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "The report has no page."));
        // Set rather than added: the headers of all screens are there already, and two policies would both hold.
        response.setHeader("Content-Security-Policy", CONTENT);
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-DNS-Prefetch-Control", "off");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }
}
