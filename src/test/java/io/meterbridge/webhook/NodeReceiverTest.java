package io.meterbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meterbridge.Proves;
import io.meterbridge.webhook.WebhookWorld.Receiving;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A receiver written for Node, on the standard's own library, takes what we send. Skipped where Node is not. */
class NodeReceiverTest {

    private static final Path FOLDER = Path.of("target", "node").toAbsolutePath();
    private static final String LIBRARY = "standardwebhooks@1.1.1";
    private static final String SCRIPT = "standard-webhooks.cjs";

    @Test
    @Proves("R-43")
    void theLibraryForNodeVerifiesWhatArrivesAlsoWhileSecretsChange() throws Exception {
        skipUnless(isInstalled("node") && isInstalled("npm"), "Node or npm is not installed");
        skipUnless(getLibrary(), "npm cannot get " + LIBRARY);
        try (var world = WebhookWorld.with(Map.of())) {
            var seller = world.seller();
            var receiving = seller.endpoint("contract.cancelled");
            var node = start(receiving.secret());
            try {
                movedTo(receiving, node);

                var verified = receiving.afterAttempts(seller.cancelled("Zoë & 北風"), 1);
                assertThat(verified.at("/history/0/answer")).isEqualTo("verified contract.cancelled");

                seller.api().post("/webhooks/endpoints/" + receiving.id() + "/rotate-secret", null).is(201);
                var twice = receiving.afterAttempts(seller.cancelled("c-2"), 1);
                assertThat(twice.at("/history/0/answer")).isEqualTo("verified contract.cancelled");
            } finally {
                node.destroy();
            }

            var stranger = start("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
            try {
                movedTo(receiving, stranger);
                assertThat(receiving.afterAttempts(seller.cancelled("c-3"), 1).at("/history/0/http_status"))
                        .isEqualTo("401");
            } finally {
                stranger.destroy();
            }
        }
    }

    private static void movedTo(Receiving receiving, Process node) throws IOException {
        var port = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8)).readLine();
        receiving.seller().api().patch("/webhooks/endpoints/" + receiving.id(),
                Map.of("url", "http://127.0.0.1:" + port + "/")).is(200);
    }

    private static Process start(String secret) throws IOException {
        return new ProcessBuilder("node", FOLDER.resolve(SCRIPT).toString(), secret)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static boolean getLibrary() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try (var script = NodeReceiverTest.class.getResourceAsStream("/receivers/" + SCRIPT)) {
            Files.copy(script, FOLDER.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.isDirectory(FOLDER.resolve("node_modules/standardwebhooks"))
                || ends("npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", FOLDER.toString(), LIBRARY);
    }

    private static boolean isInstalled(String command) throws InterruptedException {
        try {
            return ends(command, "--version");
        } catch (IOException notThere) {
            return false;
        }
    }

    private static boolean ends(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }

    private static void skipUnless(boolean possible, String why) {
        if (!possible) {
            System.out.println("Skipped: webhooks are not verified with Node, " + why);
        }
        assumeTrue(possible, why);
    }
}
