package io.meterbridge.proof;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL that several application processes share, with a login that is no superuser. */
final class ExternalDatabase implements AutoCloseable {

    private static final String LOGIN = "meterbridge";

    private final EmbeddedPostgres server;
    private final String url;

    private ExternalDatabase(EmbeddedPostgres server) {
        this.server = server;
        this.url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + LOGIN;
        var superuser = JdbcClient.create(server.getPostgresDatabase());
        superuser.sql("create role " + LOGIN + " login createrole").update();
        superuser.sql("create database " + LOGIN + " owner " + LOGIN).update();
    }

    static ExternalDatabase start() {
        try {
            return new ExternalDatabase(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What leads a process here. */
    Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", url,
                "SPRING_DATASOURCE_USERNAME", LOGIN,
                "SPRING_DATASOURCE_PASSWORD", "",
                "METERBRIDGE_MASTER_KEY", "bWV0ZXJicmlkZ2UtdGVzdC1tYXN0ZXIta2V5LTAwMDE=");
    }

    /** Sees every row. */
    JdbcClient owner() {
        return JdbcClient.create(new DriverManagerDataSource(url, LOGIN, ""));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
