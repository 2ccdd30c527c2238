package io.meterbridge.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The plain program, with marketplaces of its own beside the application's. */
final class PlainProcess implements AutoCloseable {

    private final Stage stage;
    private final FakeClouds clouds;
    private final LoopbackServer cloudServer;
    private final JavaProcess process;

    PlainProcess(String name, String jdk, Workload workload, Stage stage) {
        this.stage = stage;
        clouds = new FakeClouds(workload.accounts());
        cloudServer = new LoopbackServer("fake-clouds-of-plain", 0, clouds);
        process = new JavaProcess(name, jdk, List.of("-cp", System.getProperty("java.class.path"),
                Plain.class.getName(), stage.orbUrl(), cloudServer.url(),
                BenchDatabase.url(stage.database().port()), Integer.toString(workload.accounts()),
                Integer.toString(workload.sellers())), Map.of(), true);
    }

    JavaProcess process() {
        return process;
    }

    Stage.Hour meter(Instant hour) {
        return stage.measured(process, () -> {
            var answer = process.ask(stage.hours() + " " + hour);
            if (answer == null) {
                throw new IllegalStateException("the plain program ended; see its log in target/bench");
            }
        });
    }

    void check() {
        clouds.check(stage.hours());
        cloudServer.check();
    }

    @Override
    public void close() {
        process.close();
        try {
            cloudServer.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
