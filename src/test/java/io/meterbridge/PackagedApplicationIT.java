package io.meterbridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as an operator starts, kills, stops and configures it. */
class PackagedApplicationIT {

    @TempDir
    Path directory;

    @Test
    @Proves({"R-53", "R-54"})
    void runsOnNothingButItsJarAndSurvivesBeingKilled() throws Exception {
        String databasePort;
        try (var first = PackagedApplication.in(directory, Map.of()).ready()) {
            assertThat(first.status("/observe/health/live")).isEqualTo(200);
            assertThat(first.status("/observe/metrics")).isEqualTo(200);
            assertThat(first.get("/console/sign-in")).contains("Sign in to Meterbridge");
            assertThat(first.status("/console/assets/htmx.min.js")).isEqualTo(200);
            assertThat(first.log()).contains("Successfully applied");
            databasePort = Files.readString(directory.resolve("data/postgresql.port"));
            first.kill();
        }

        try (var second = PackagedApplication.in(directory, Map.of()).ready()) {
            assertThat(second.log()).contains("Taking over what a crash left running",
                    "No migration necessary");
            assertThat(Files.readString(directory.resolve("data/postgresql.port")))
                    .isEqualTo(databasePort);

            assertThat(second.stop()).describedAs("stopped within 30 seconds").isTrue();
            assertThat(directory.resolve("data/postgresql/postmaster.pid")).doesNotExist();
            assertNoSecretIn(second.log());
        }
    }

    @Test
    void filesBesideItReplaceThoseInsideIt() throws Exception {
        Files.writeString(directory.resolve("application.yaml"), """
                camel:
                  main:
                    name: renamed
                """);
        Files.createDirectory(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/10-only.camel.yaml"), """
                - route:
                    id: only-one
                    from:
                      uri: direct:only-one
                      steps:
                        - log:
                            message: "only"
                """);

        try (var application = PackagedApplication.in(directory, Map.of()).ready()) {
            assertThat(application.log())
                    .contains("(renamed) started", "Started only-one")
                    .doesNotContain("Started submit");
        }
    }

    @Test
    @Proves("R-54")
    void refusesAnExternalDatabaseWithoutAMasterKeyAndSaysWhy() throws Exception {
        try (var database = TestDatabase.create();
                var application = PackagedApplication.in(directory, Map.of(
                        "SPRING_DATASOURCE_URL", database.url(),
                        "SPRING_DATASOURCE_USERNAME", database.login().username()))) {

            assertThat(application.exitCode()).isNotZero();
            assertThat(application.log()).contains("APPLICATION FAILED TO START",
                    "METERBRIDGE_MASTER_KEY is refused: it is not set",
                    "openssl rand -base64 32");
            assertThat(directory.resolve("data/master.key")).doesNotExist();
        }
    }

    private void assertNoSecretIn(String log) throws IOException {
        var data = directory.resolve("data");
        var credential = Files.readString(data.resolve("operator-credential.json"));
        var secret = credential.replaceAll("(?s).*\"client_secret\"\\s*:\\s*\"([^\"]+)\".*", "$1");

        assertThat(secret).hasSizeGreaterThan(20);
        assertThat(log).contains(data.resolve("operator-credential.json").toString())
                .doesNotContain(secret,
                        Files.readString(data.resolve("master.key")).strip(),
                        Files.readString(data.resolve("postgresql.password")).strip());
    }
}
