package io.meterbridge.database;

import io.meterbridge.config.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root; as root it runs in a user namespace, which takes the command
 * {@code unshare}.
 */
final class UserNamespace {

    private static final int WAIT_SECONDS = 10;

    private UserNamespace() {
    }

    /**
     * Checks that the server can be started by this user.
     *
     * @throws StartRefused when this is root and the machine has no way to make a user namespace
     */
    static void require() {
        if (isRoot() && !canMakeOne()) {
            throw new StartRefused(
                    "The embedded PostgreSQL cannot run as root here: the command "
                            + "'unshare -U id -u' does not work",
                    "Run Meterbridge as another user, or install util-linux and allow user"
                        + " namespaces, or point SPRING_DATASOURCE_URL at a PostgreSQL");
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody says which user this process runs as", e);
        }
    }

    private static boolean canMakeOne() {
        try {
            var process = new ProcessBuilder("unshare", "-U", "id", "-u")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            // there is no such command
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
