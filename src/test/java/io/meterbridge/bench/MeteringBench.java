package io.meterbridge.bench;

import io.meterbridge.bench.Stage.Hour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmark and writes its tables to {@code target/proof/metering.md}. */
final class MeteringBench {

    private static final Path REPORT = Path.of("target", "proof", "metering.md");
    private static final int ACCOUNTS = Integer.getInteger("bench.accounts", 20_000);
    private static final int SELLERS = 20;
    private static final int WARM_UP = 2;
    private static final int COUNTED = 3;
    private static final int GROWTH_ACCOUNTS = 10_000;
    private static final int CROWD = Integer.getInteger("bench.crowd", 990_000);

    private final StringBuilder report = new StringBuilder();
    private final Map<String, String> jdks;

    private MeteringBench(Map<String, String> jdks) {
        this.jdks = jdks;
    }

    /**
     * Arguments: folder of the older JDK, folder of the newer one, and which parts to run: {@code speed},
     * {@code wire}, {@code growth}; all of them when none is named.
     */
    public static void main(String[] arguments) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(() ->
                ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
        var jdks = new LinkedHashMap<String, String>();
        jdks.put(release(arguments[0]), arguments[0]);
        jdks.put(release(arguments[1]), arguments[1]);
        var parts = List.of(arguments).subList(2, arguments.length);
        var bench = new MeteringBench(jdks);
        bench.line("Machine: " + Machine.description() + ", everything on it: application, database, fakes.\n");
        if (parts.isEmpty() || parts.contains("speed")) {
            bench.speed();
        }
        if (parts.isEmpty() || parts.contains("wire")) {
            bench.wire();
        }
        if (parts.isEmpty() || parts.contains("growth")) {
            bench.growth();
        }
        System.exit(0);
    }

    private void speed() throws IOException {
        line("| JDK | Orb's latency | account-hours/s | plain Java | ratio | CPU application | CPU database "
                + "| CPU plain | CPU fakes | live heap | most in RAM | load |");
        line("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (var jdk : jdks.entrySet()) {
            for (int delay : new int[] {0, 50}) {
                speed(jdk.getKey(), jdk.getValue(), Duration.ofMillis(delay));
            }
        }
        line("\nThe fastest of " + COUNTED + " hours with " + ACCOUNTS + " accounts, after " + WARM_UP
                + " to warm up; the application's and the plain program's hours take turns. CPU in microseconds for "
                + "one account-hour.\n");
    }

    private void speed(String release, String jdk, Duration delay) throws IOException {
        var workload = new Workload(ACCOUNTS, SELLERS);
        var name = "jdk" + release + "-" + delay.toMillis();
        try (var stage = new Stage(name, jdk, workload, 0, delay, false);
                var plain = new PlainProcess("plain-" + name, jdk, workload, stage)) {
            var ours = new ArrayList<Hour>();
            var theirs = new ArrayList<Hour>();
            for (int number = 0; number < WARM_UP + COUNTED; number++) {
                var hour = stage.nextHour();
                ours.add(stage.meter(hour));
                theirs.add(plain.meter(hour));
                System.err.println(name + " " + ours.get(number) + " plain " + theirs.get(number));
            }
            stage.check();
            plain.check();
            var our = Hour.best(ours.subList(WARM_UP, ours.size()));
            var their = Hour.best(theirs.subList(WARM_UP, theirs.size()));
            line("| %s | %d ms | %d | %d | %s | %d | %d | %d | %d | %d MB | %d MB | %s |".formatted(release,
                    delay.toMillis(), our.perSecond(), their.perSecond(), ratio(our.perSecond(), their.perSecond()),
                    our.micros(our.application()), our.micros(our.database()), their.micros(their.application()),
                    our.micros(our.fakes()), stage.bridge().process().liveHeapMegabytes(),
                    ProcessCost.mostResidentMegabytes(stage.bridge().process().pid()), Machine.load()));
        }
    }

    private void wire() throws IOException {
        var newest = newest();
        var workload = new Workload(ACCOUNTS, SELLERS);
        try (var stage = new Stage("wire", newest, workload, 0, Duration.ofMillis(50), true)) {
            stage.meter(1, 0);
            stage.tap().reset();
            var log = stage.database().writtenBytes();
            stage.meter(stage.nextHour());
            var written = stage.database().writtenBytes() - log;
            var statements = stage.tap().statements();
            long all = statements.values().stream().mapToLong(Long::longValue).sum();
            long bytes = stage.tap().bytes();
            stage.check();
            line("| for one account-hour, at 50 ms | |\n|---|---|");
            line("| SQL statements, begin and commit included | " + ratio(all, ACCOUNTS) + " |");
            line("| bytes between application and database, both ways | " + bytes / ACCOUNTS + " |");
            line("| bytes of PostgreSQL's write-ahead log | " + written / ACCOUNTS + " |\n");
            line("| statement | times in an hour of " + ACCOUNTS + " accounts |\n|---|---|");
            statements.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                    .limit(25).forEach(one -> line("| " + one.getKey().replaceFirst("^-- ", "") + " | "
                            + one.getValue() + " |"));
            line("\nCounted on the wire, by a proxy that reads PostgreSQL's protocol.\n");
        }
    }

    private void growth() throws IOException {
        var alone = growth("alone", 0);
        var crowded = growth("crowded", CROWD);
        line("| accounts in the tables | account-hours/s | CPU application | CPU database | both |");
        line("|---|---|---|---|---|");
        growthLine(GROWTH_ACCOUNTS, alone);
        growthLine(GROWTH_ACCOUNTS + CROWD, crowded);
        line("| growth | | | | " + ratio(both(crowded), both(alone)) + " |");
        line("\nMetering the same " + GROWTH_ACCOUNTS + " accounts, without latency. The others belong to "
                + "other sellers, are settled, and have a record each. CPU in microseconds for one account-hour.\n");
    }

    private Hour growth(String name, int crowd) throws IOException {
        try (var stage = new Stage("growth-" + name, newest(), new Workload(GROWTH_ACCOUNTS, SELLERS), crowd,
                Duration.ZERO, false)) {
            return stage.meter(WARM_UP, COUNTED).stream().min(Comparator.comparingLong(MeteringBench::both))
                    .orElseThrow();
        }
    }

    private void growthLine(int accounts, Hour hour) {
        line("| %d | %d | %d | %d | %d |".formatted(accounts, hour.perSecond(), hour.micros(hour.application()),
                hour.micros(hour.database()), both(hour)));
    }

    private static long both(Hour hour) {
        return hour.micros(hour.application().plus(hour.database()));
    }

    private String newest() {
        return List.copyOf(jdks.values()).get(jdks.size() - 1);
    }

    private static String ratio(long one, long other) {
        return BigDecimal.valueOf(one).divide(BigDecimal.valueOf(Math.max(1, other)), 3, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String release(String jdk) throws IOException {
        return Files.readString(Path.of(jdk, "release")).lines().filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("[^0-9.]", "")).findFirst().orElseThrow();
    }

    /** Every line is kept at once, so that a run that is stopped leaves what it has. */
    private void line(String text) {
        System.out.println(text);
        report.append(text).append('\n');
        try {
            Files.createDirectories(REPORT.getParent());
            Files.writeString(REPORT, "# metering\n\n" + report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
