package dev.vigia.platform.backup;

import dev.vigia.platform.AuditLog;
import dev.vigia.platform.EmbeddedDatabase;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.security.Principal;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Hands out the embedded database while it is in use: nobody else can read a file that is open.
@RestController
class BackupApi {

    static final String PATH = "/api/v1/backup";
    static final String TYPE = "application/zip";

    private final Environment environment;
    private final JdbcTemplate jdbc;
    private final AuditLog audit;
    private final ReentrantLock one = new ReentrantLock();

    BackupApi(Environment environment, JdbcTemplate jdbc, AuditLog audit) {
        this.environment = environment;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /// The database as it is at one moment, while work goes on.
    @PostMapping(path = PATH, produces = TYPE)
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    void backup(Principal caller, HttpServletResponse response) throws IOException {
        var database = EmbeddedDatabase.configured(environment)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.CONFLICT, "The database is not the embedded one: back it up with its own tools."));
        if (!one.tryLock()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "A backup is being made; try again in a while.");
        }
        // All of it lies there before the first byte is answered: what fails is an error, and never half a backup.
        var made = Files.createTempFile(database.file().getParent(), "backup-", ".part");
        try {
            jdbc.update("backup to ?", made.toString());
            audit.record(
                    caller.getName(),
                    "backup-made",
                    database.file().getFileName().toString(),
                    "");
            response.setContentType(TYPE);
            response.setContentLengthLong(Files.size(made));
            Files.copy(made, response.getOutputStream());
        } finally {
            one.unlock();
            Files.deleteIfExists(made);
        }
    }
}
