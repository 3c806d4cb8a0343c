package dev.vigia.platform;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Which of the two databases is in use, for the few statements that must differ. Inject it as a bean.
public enum Dialect {
    H2,
    POSTGRESQL;

    /// @param h2 the statement for H2
    /// @param postgresql the same for PostgreSQL
    public String choose(String h2, String postgresql) {
        return this == H2 ? h2 : postgresql;
    }

    @Configuration(proxyBeanMethods = false)
    static class Detection {
        @Bean
        Dialect dialect(DataSource dataSource) throws SQLException {
            try (var connection = dataSource.getConnection()) {
                var product = connection.getMetaData().getDatabaseProductName();
                return switch (product) {
                    case "H2" -> H2;
                    case "PostgreSQL" -> POSTGRESQL;
                    default ->
                        throw new IllegalStateException("Vigía stores its data in H2 or PostgreSQL, not in " + product);
                };
            }
        }
    }
}
