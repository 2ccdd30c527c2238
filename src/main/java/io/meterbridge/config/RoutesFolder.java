package io.meterbridge.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Chooses where routes come from: the folder {@code ./routes} when it holds any, the copies in the
 * jar otherwise. A pattern that the operator set wins over both.
 */
public final class RoutesFolder implements EnvironmentPostProcessor {

    static final String KEY = "camel.main.routes-include-pattern";
    static final String IN_FOLDER = "file:routes/*.camel.yaml";
    static final String IN_JAR = "classpath:routes/*.camel.yaml";

    private final Path folder;

    /** Looks at {@code ./routes}. */
    public RoutesFolder() {
        this(Path.of("routes"));
    }

    RoutesFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        var pattern = holdsRoutes() ? IN_FOLDER : IN_JAR;
        environment.getPropertySources().addLast(
                new MapPropertySource("routes folder", Map.of(KEY, pattern)));
    }

    private boolean holdsRoutes() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.newDirectoryStream(folder, "*.camel.yaml")) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder " + folder.toAbsolutePath() + " cannot be listed", e);
        }
    }
}
