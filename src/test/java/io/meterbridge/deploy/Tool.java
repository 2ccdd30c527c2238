package io.meterbridge.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of others that checks what we wrote, where it is installed. */
enum Tool {

    KUBECTL("kubectl"),
    PROMTOOL("promtool"),
    TERRAFORM("terraform");

    private final String program;

    Tool(String program) {
        this.program = program;
    }

    /** Skips the test with a plain line when the program is not here. */
    void orSkip() {
        var found = path().isPresent();
        if (!found) {
            System.out.println(program + " is not installed: what it would check is skipped");
        }
        assumeTrue(found, program + " is not installed");
    }

    /** Runs it and returns what it printed; fails with that when it failed. */
    String run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(path().orElseThrow().toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return output;
    }

    private Optional<Path> path() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    }
}
