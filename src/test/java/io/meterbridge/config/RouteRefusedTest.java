package io.meterbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.meterbridge.Application;
import io.meterbridge.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A route that Camel cannot take stops the start, and the operator reads where it is. */
@ExtendWith(OutputCaptureExtension.class)
class RouteRefusedTest {

    private static final String FILE = "20-submit.camel.yaml";

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id: submit-batch    | id: submit-batch: x   | route submit-batch: mapping values are not allowed here
            ref: outcomes       | ref: outcomez         | route outcomes-record, step record-answers (line
            delay: 1500         | delays: 1500          | route submit-look, its from: Failed to resolve endpoint: timer://submit?delays=1500
            """)
    void theStartIsRefusedAndTheErrorNamesFileRouteAndStep(
            String good, String bad, String where, CapturedOutput output) throws IOException {
        spoil(good, bad);

        var refused = catchThrowable(this::start);

        assertThat(refused).isNotNull();
        assertThat(output.getOut()).contains("APPLICATION FAILED TO START", FILE, where,
                "No route was started");
    }

    /** Copies the routes and spoils the first place of one file. */
    private void spoil(String good, String bad) throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("routes"), "*.camel.yaml")) {
            for (var file : files) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        var file = folder.resolve(FILE);
        var text = Files.readString(file);
        assertThat(text).contains(good);
        Files.writeString(file, text.replaceFirst(good, bad));
    }

    private void start() {
        var arguments = new ArrayList<String>(List.of("--server.port=0",
                "--camel.main.routes-include-pattern=file:" + folder + "/*.camel.yaml"));
        DATABASE.addTo((name, value) -> arguments.add("--" + name + "=" + value.get()));
        new SpringApplication(Application.class).run(arguments.toArray(String[]::new)).close();
    }
}
