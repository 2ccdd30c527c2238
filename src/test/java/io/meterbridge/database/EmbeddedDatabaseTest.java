package io.meterbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import io.meterbridge.config.DataFolder;
import io.meterbridge.config.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The embedded server through starts, stops, crashes and neighbours. */
class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    /** Unpacks the server's programs once for all tests of this JVM. */
    @BeforeAll
    static void unpackOnce() {
        TestServer.running();
    }

    @Test
    void keepsDataPortAndMigrationsOverARestart() throws IOException {
        String url;
        try (var first = start()) {
            url = first.login().url();
            assertThat(migrate(first).migrationsExecuted).isPositive();
            jdbc(first.login()).sql("create table kept as select 7 as number").update();
        }
        assertThat(answersOn(url)).isFalse();

        try (var second = start()) {
            assertThat(second.login().url()).isEqualTo(url);
            assertThat(migrate(second).migrationsExecuted).isZero();
            assertThat(
                            jdbc(second.login())
                                    .sql("select number from kept")
                                    .query(Integer.class)
                                    .single())
                    .isEqualTo(7);
        }
    }

    @Test
    @Proves("R-53")
    void takesOverWhatAKilledProcessLeftRunningAndStopsItInTheEnd() throws Exception {
        long orphan;
        try (var child = EmbeddedChild.of(folder, Map.of())) {
            assertThat(child.firstWords()).startsWith("ready");
            orphan = postmaster();
            child.kill();
        }
        assertThat(postmaster()).isEqualTo(orphan);
        String url;
        try (var heir = start()) {
            url = heir.login().url();
            assertThat(postmaster()).isEqualTo(orphan);
            assertThat(answersOn(url)).isTrue();
        }

        assertThat(Postmaster.runningIn(folder.resolve("postgresql"))).isEmpty();
        assertThat(answersOn(url)).isFalse();
    }

    @Test
    void refusesASecondProcessAndLeavesTheFirstAlone() throws Exception {
        try (var child = EmbeddedChild.of(folder, Map.of())) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("belongs to the running process " + child.pid())
                    .extracting(refused -> ((StartRefused) refused).remedy()).asString()
                    .contains("SPRING_DATASOURCE_URL", "METERBRIDGE_DATA_DIR");

            var files = new ServerFiles(new DataFolder(folder));
            var url = child.firstWords().substring("ready ".length());
            assertThat(answers(new DatabaseLogin(url, "meterbridge", files.password(), true)))
                    .isTrue();
        }
    }

    @Test
    void refusesASecondStartInOneProcess() {
        try (var first = start()) {
            assertThatThrownBy(this::start).isInstanceOf(StartRefused.class);
            assertThat(answers(first.login())).isTrue();
        }
    }

    @Test
    void saysWhatIsMissingWhenRootCannotMakeAUserNamespace() throws Exception {
        try (var child = EmbeddedChild.of(folder, Map.of("PATH", "/nowhere"))) {
            if (System.getProperty("user.name").equals("root")) {
                assertThat(child.firstWords())
                        .contains("cannot run as root here")
                        .contains("unshare -U id -u");
            } else {
                assertThat(child.isReady()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void startsOverTheRemainsOfADeadServer(boolean numberBelongsToAnotherProgram)
            throws IOException {
        start().close();
        var pid = numberBelongsToAnotherProgram ? ProcessHandle.current().pid() : 4_000_000;
        Files.write(
                folder.resolve("postgresql/postmaster.pid"),
                List.of(
                        pid + "",
                        "/elsewhere",
                        "1700000000",
                        "15432",
                        "",
                        "127.0.0.1",
                        "",
                        "ready"));

        try (var database = start()) {
            assertThat(answers(database.login())).isTrue();
        }
    }

    @Test
    void refusesADamagedNoteOfTheServersProcess() throws IOException {
        start().close();
        Files.writeString(folder.resolve("postgresql/postmaster.pid"), "");

        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void refusesAPortThatAnotherProgramTook() throws IOException {
        start().close();
        var port = Integer.parseInt(Files.readString(folder.resolve("postgresql.port")).strip());

        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .extracting(refused -> ((StartRefused) refused).remedy()).asString()
                    .contains("postgresql.port");
        }
        start().close();
    }

    @Test
    void beginsAgainWhenTheVeryFirstStartWasCutShort() throws IOException {
        Files.createDirectories(folder.resolve("postgresql/base"));
        Files.writeString(folder.resolve("postgresql/postgresql.conf"), "half written");
        Files.createFile(folder.resolve("postgresql.unfinished"));

        try (var database = start()) {
            assertThat(answers(database.login())).isTrue();
            assertThat(folder.resolve("postgresql.unfinished")).doesNotExist();
        }
    }

    @Test
    @Proves("R-54")
    void letsNobodyInWithoutThePassword() throws IOException {
        try (var database = start()) {
            var login = database.login();

            assertThat(answers(new DatabaseLogin(login.url(), login.username(), "guess", true)))
                    .isFalse();
            assertThat(answers(new DatabaseLogin(login.url(), "postgres", "", true))).isFalse();
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(
                                            folder.resolve("postgresql.password"))))
                    .isEqualTo("rw-------");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(
                                            folder.resolve("postgresql-binaries"))))
                    .isEqualTo("rwx------");
            assertThat(login.toString()).doesNotContain(login.password());
        }
    }

    @Test
    void isSafeAgainstPowerCutsAndReachableFromThisMachineAlone() {
        try (var database = start()) {
            var jdbc = jdbc(database.login());

            assertThat(setting(jdbc, "fsync")).isEqualTo("on");
            assertThat(setting(jdbc, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(jdbc, "full_page_writes")).isEqualTo("on");
            assertThat(setting(jdbc, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(jdbc.sql("select rolsuper from pg_roles where rolname = current_user")
                    .query(Boolean.class).single()).isFalse();
        }
    }

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(new DataFolder(folder));
    }

    private static MigrateResult migrate(EmbeddedDatabase database) {
        var login = database.login();
        return Migrations.of(
                        new DriverManagerDataSource(
                                login.url(), login.username(), login.password()))
                .migrate();
    }

    private static JdbcClient jdbc(DatabaseLogin login) {
        return JdbcClient.create(
                new DriverManagerDataSource(login.url(), login.username(), login.password()));
    }

    private static String setting(JdbcClient jdbc, String name) {
        return jdbc.sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private boolean answersOn(String url) {
        var password = new ServerFiles(new DataFolder(folder)).password();
        return answers(new DatabaseLogin(url, "meterbridge", password, true));
    }

    private static boolean answers(DatabaseLogin login) {
        try {
            return jdbc(login).sql("select 1").query(Integer.class).single() == 1;
        } catch (CannotGetJdbcConnectionException e) {
            return false;
        }
    }

    private long postmaster() {
        return Postmaster.runningIn(folder.resolve("postgresql")).orElseThrow().pid();
    }
}
