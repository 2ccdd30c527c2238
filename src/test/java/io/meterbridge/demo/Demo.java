package io.meterbridge.demo;

import io.meterbridge.Application;
import io.meterbridge.api.ApiClient;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.sandbox.PubSubServer;
import io.meterbridge.sandbox.Sandbox;
import io.meterbridge.sandbox.SandboxClock;
import io.meterbridge.sandbox.SqsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** The main job as a newcomer sees it: from an empty database to accepted metering records. */
public final class Demo {

    private static final String OPERATOR_ID = "sandbox-operator";
    private static final String OPERATOR_SECRET = "sandbox-operator-secret";
    private static final Map<String, Integer> CONTRACTS_PER_SELLER = Map.of("aws", 15, "azure", 8, "gcp", 7);
    private static final String ACCEPTED = "/_sandbox/accepted";
    private static final List<String> SELLERS = List.of("Northwind Cloud", "Fabrikam Data");

    private final Sandbox sandbox;
    private final ApiClient api;
    private final ConfigurableApplicationContext application;
    private final Instant begun = Instant.now();

    private Demo(Sandbox sandbox, ConfigurableApplicationContext application, int port) {
        this.sandbox = sandbox;
        this.application = application;
        this.api = ApiClient.nobodyAt(port);
    }

    /** Starts the sandbox and the application, onboards sellers through the API and meters an hour. */
    public static void run(String[] args) {
        say("Starting the simulated Orb and marketplaces, an embedded PostgreSQL and Meterbridge ...");
        var sandbox = Sandbox.start(SandboxClock.running());
        var sqs = SqsServer.start();
        var pubSub = PubSubServer.start();
        WalkThrough.prepare(sandbox);
        var queues = Stream.of("--AWS_ENDPOINT_URL_SQS=" + sqs.url(), "--PUBSUB_EMULATOR_HOST=" + pubSub.host());
        var application = new SpringApplicationBuilder(Application.class).run(Stream.of(settings(sandbox), queues,
                Stream.of(args)).flatMap(Function.identity()).toArray(String[]::new));
        int port = Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
        try {
            new Demo(sandbox, application, port).meterAnHour(port, sqs, pubSub);
        } catch (RuntimeException | AssertionError e) {
            say("The demo failed: " + e.getMessage());
            System.exit(SpringApplication.exit(application, () -> 1));
        }
    }

    private static Stream<String> settings(Sandbox sandbox) {
        var data = dataFolder();
        var settings = new ArrayList<String>();
        sandbox.environment().forEach((name, value) -> settings.add("--" + name + "=" + value));
        settings.add("--meterbridge.webhooks.allow-private-targets=true");
        settings.add("--meterbridge.data-dir=" + data);
        settings.add("--meterbridge.operator.client-id=" + OPERATOR_ID);
        settings.add("--meterbridge.operator.secret=" + OPERATOR_SECRET);
        return settings.stream();
    }

    /** The sandbox forgets when it stops, so its ledger starts empty too. */
    private static Path dataFolder() {
        try {
            var folder = Files.createTempDirectory("meterbridge-sandbox-");
            SpringApplication.getShutdownHandlers().add(() -> delete(folder));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            say("Left behind: " + folder);
        }
    }

    private void meterAnHour(int port, SqsServer sqs, PubSubServer pubSub) {
        var operator = api.signedIn(OPERATOR_ID, OPERATOR_SECRET);
        var hour = MeteringHour.lastCompletedAt(sandbox.clock().instant());
        var sellers = new ArrayList<DemoSeller>();
        for (var name : SELLERS) {
            var seller = DemoSeller.register(sandbox, operator, api, name, hour);
            say("Onboarding " + name + ": Orb, three marketplaces, a listing on each, contracts "
                    + new TreeMap<>(CONTRACTS_PER_SELLER) + " ...");
            seller.onboard(CONTRACTS_PER_SELLER);
            sellers.add(seller);
        }
        say("Metering the hour " + hour.start() + " ...");
        var run = operator.post("/metering/runs", Map.of("hour", hour.start().toString())).is(202);
        await(operator, run.at("/id"));
        DemoTable.of(application.getBean("workerJdbc", JdbcClient.class), hour).print();
        var living = LivingSeller.register(sandbox, sqs, pubSub, operator, api, port);
        live(living);
        goodbye(port, sellers);
        goOn(living);
    }

    /** Contracts that nobody registers. */
    private void live(LivingSeller living) {
        say("");
        say("Adventure Works registers no contract: the marketplaces tell of purchases, changes, renewals and "
                + "cancellations ...");
        living.live(sandbox.clock()::instant);
        say("Its receiver has verified these webhooks:");
        living.table().forEach(Demo::say);
    }

    /** The same again and again, as long as the demo runs. */
    private void goOn(LivingSeller living) {
        var lives = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "lives");
            thread.setDaemon(true);
            return thread;
        });
        SpringApplication.getShutdownHandlers().add(lives::shutdownNow);
        lives.scheduleWithFixedDelay(() -> {
            try {
                live(living);
            } catch (RuntimeException e) {
                say("A contract's life failed: " + e.getMessage());
            }
        }, 5, 5, TimeUnit.MINUTES);
    }

    private static void await(ApiClient operator, String runId) {
        Awaitility.await("the hour to be metered").atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    var run = operator.get("/metering/runs/" + runId).is(200);
                    say("  accounts " + run.at("/accounts") + ", records " + run.body().get("counts")
                            + ", reads failed " + run.at("/cost_reads_failed"));
                    return run.at("/status").equals("finished") && onlyAccepted(run);
                });
    }

    private static boolean onlyAccepted(ApiClient.Answer run) {
        var names = new ArrayList<String>();
        run.body().get("counts").fieldNames().forEachRemaining(names::add);
        return names.stream().noneMatch(List.of("frozen", "sending", "unknown")::contains);
    }

    private void goodbye(int port, List<DemoSeller> sellers) {
        say("");
        say("Ready after " + Duration.between(begun, Instant.now()).toSeconds() + " s of metering."
                + " Every hour from now on is metered by itself; costs go on growing. Stop with Ctrl-C.");
        say("  console   http://localhost:" + port + "/console    sign in with one of the credentials below");
        say("  API       http://localhost:" + port + "/api      contract: /api/openapi.yaml");
        say("  try       scripts/walk-through" + (port == 8080 ? "" : "    with METERBRIDGE_URL=http://localhost:" + port));
        say("  health    http://localhost:" + port + "/observe/health    metrics: /observe/metrics");
        say("  operator  client_id " + OPERATOR_ID + "  client_secret " + OPERATOR_SECRET);
        for (var seller : sellers) {
            say("  seller    client_id " + seller.clientId() + "  client_secret " + seller.clientSecret()
                    + "  (" + seller.name() + ")");
        }
        say("  Orb       " + sandbox.orb().baseUrl().replace("/v1", "") + "/_sandbox/costs");
        say("  AWS       " + sandbox.aws().endpointUrl() + ACCEPTED);
        say("  Azure     " + sandbox.azure().url() + ACCEPTED);
        say("  Google    " + sandbox.google().serviceControlUrl() + ACCEPTED);
    }

    static void say(String line) {
        System.out.println(line);
    }
}
