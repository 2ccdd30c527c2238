package io.meterbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class RoutesFolderTest {

    @TempDir
    Path folder;

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void routesOfTheFolderReplaceThoseOfTheJarAsAWhole() throws IOException {
        Files.createFile(folder.resolve("10-hour-open.camel.yaml"));

        assertThat(chosenFor(folder)).isEqualTo("file:routes/*.camel.yaml");
    }

    @Test
    void withoutAFolderTheJarsRoutesRun() {
        assertThat(chosenFor(folder.resolve("none"))).isEqualTo("classpath:routes/*.camel.yaml");
    }

    @Test
    void aFolderOfOtherFilesCountsAsNone() throws IOException {
        Files.createFile(folder.resolve("README.md"));
        Files.createFile(folder.resolve("old.yaml"));

        assertThat(chosenFor(folder)).isEqualTo("classpath:routes/*.camel.yaml");
    }

    @Test
    void whatTheOperatorSetWins() throws IOException {
        Files.createFile(folder.resolve("10-hour-open.camel.yaml"));
        environment.getPropertySources().addFirst(new MapPropertySource("operator",
                Map.of(RoutesFolder.KEY, "file:/etc/meterbridge/*.camel.yaml")));

        assertThat(chosenFor(folder)).isEqualTo("file:/etc/meterbridge/*.camel.yaml");
    }

    private String chosenFor(Path routes) {
        new RoutesFolder(routes).postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty(RoutesFolder.KEY);
    }
}
