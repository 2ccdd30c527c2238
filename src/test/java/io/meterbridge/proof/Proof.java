package io.meterbridge.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The size of a proof, and the figures it leaves behind in {@code target/proof}. */
final class Proof {

    private static final boolean FULL = Boolean.getBoolean("proof");
    private static final Path FOLDER = Path.of("target", "proof");

    private final String name;
    private final String promise;
    private final long startedNanos = System.nanoTime();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private Proof(String name, String promise) {
        this.name = name;
        this.promise = promise;
    }

    /**
     * Starts a proof.
     *
     * @param name    its file's name
     * @param promise what its figures show, one sentence
     */
    static Proof of(String name, String promise) {
        return new Proof(name, promise);
    }

    /** A number that is small in an ordinary build and large in a full proof. */
    static int size(int ordinary, int full) {
        return FULL ? full : ordinary;
    }

    /** Notes a figure, in the order of the table. */
    Proof figure(String what, Object value) {
        figures.put(what, value);
        return this;
    }

    /** Writes the table when this is a full proof; to be called once everything was asserted. */
    void write() {
        if (!FULL) {
            return;
        }
        figure("duration", Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds() + " s");
        var table = new StringBuilder("# ").append(name).append("\n\n").append(promise)
                .append("\n\n| figure | value |\n|---|---|\n");
        figures.forEach((what, value) ->
                table.append("| ").append(what).append(" | ").append(value).append(" |\n"));
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name + ".md"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
