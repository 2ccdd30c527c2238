package io.meterbridge.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.meterbridge.config.MeterbridgeProperties;
import java.time.Duration;

/** Makes the two connection pools; they differ in the role they speak as, in size and in name. */
final class Pools {

    private final DatabaseLogin login;
    private final MeterbridgeProperties.Database settings;

    Pools(DatabaseLogin login, MeterbridgeProperties.Database settings) {
        this.login = login;
        this.settings = settings;
    }

    HikariDataSource seller() {
        return pool("seller", "database/become-seller", settings.sellerPool());
    }

    HikariDataSource worker() {
        return pool("worker", "database/become-worker", settings.workerPool());
    }

    private HikariDataSource pool(String name, String roleStatement, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(login.url());
        config.setUsername(login.username());
        config.setPassword(login.password());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        config.setConnectionInitSql(Sql.of(roleStatement));
        // many rows of one batch travel as one statement
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "meterbridge-" + name);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", seconds(settings.connectTimeout()));
        config.addDataSourceProperty("socketTimeout", seconds(settings.socketTimeout()));
        config.addDataSourceProperty("options",
                "-c statement_timeout=" + settings.statementTimeout().toMillis());
        return new HikariDataSource(config);
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
