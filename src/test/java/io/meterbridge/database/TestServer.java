package io.meterbridge.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * One real PostgreSQL for all tests of a JVM, stopped and removed when the JVM ends. Its login is
 * no superuser, like the one that production should use. New databases are copies of one migrated
 * template.
 */
final class TestServer {

    static final String LOGIN = "meterbridge";
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Deque<AutoCloseable> USERS = new ConcurrentLinkedDeque<>();
    private static TestServer instance;

    private final int port;
    private final JdbcClient superuser;

    private TestServer(EmbeddedPostgres server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server)));
        this.port = server.getPort();
        this.superuser = JdbcClient.create(server.getPostgresDatabase());
    }

    static synchronized TestServer running() {
        if (instance == null) {
            try {
                instance = new TestServer(EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            instance.makeTemplate();
        }
        return instance;
    }

    /** Has something closed when the JVM ends, before the server stops. */
    static void closeFirst(AutoCloseable user) {
        USERS.push(user);
    }

    private static void end(EmbeddedPostgres server) {
        try (server) {
            for (var user : USERS) {
                user.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDBC URL of a new database, migrated unless an empty one is wanted. */
    synchronized String newDatabase(boolean migrated) {
        var name = "test_" + COUNT.incrementAndGet();
        superuser.sql("create database %s owner %s template %s"
                .formatted(name, LOGIN, migrated ? TEMPLATE : "template0")).update();
        return url(name);
    }

    void drop(String url) {
        superuser.sql("drop database if exists " + name(url) + " with (force)").update();
    }

    void letIn(String url, boolean everybody) {
        superuser.sql("alter database " + name(url) + " with allow_connections " + everybody).update();
    }

    void cut(String url) {
        superuser.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
                .param("name", name(url)).query(Boolean.class).list();
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** For what only an administrator of the server may do. */
    JdbcClient superuser() {
        return superuser;
    }

    private void makeTemplate() {
        superuser.sql("create role " + LOGIN + " login createrole").update();
        // tests break ledgers on purpose, which the guards would not let them
        superuser.sql("grant set on parameter session_replication_role to " + LOGIN).update();
        superuser.sql("create database " + TEMPLATE + " owner " + LOGIN).update();
        Migrations.of(new DriverManagerDataSource(url(TEMPLATE), LOGIN, "")).migrate();
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }
}
