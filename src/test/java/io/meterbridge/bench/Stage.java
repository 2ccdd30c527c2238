package io.meterbridge.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Everything one run of the benchmark needs: a database, the fakes, the application with its accounts onboarded, and
 * hours that nobody metered yet.
 */
final class Stage implements AutoCloseable {

    private static final int HOURS_MAX = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long POLL_NANOS = 20_000_000;

    private final Workload workload;
    private final Instant firstHour = Instant.now().truncatedTo(ChronoUnit.HOURS)
            .minus(HOURS_MAX, ChronoUnit.HOURS);
    private final Instant periodStart = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
    private final BenchDatabase database = new BenchDatabase();
    private final ProcessHandle databaseProcess = database.process();
    private final FakeClouds clouds;
    private final LoopbackServer orbServer;
    private final LoopbackServer cloudServer;
    private final WireTap tap;
    private final Bridge bridge;
    private volatile int hours;

    /** What one hour cost. */
    record Hour(int accounts, Duration wall, Duration application, Duration database, Duration fakes) {

        /** The best of several: what other work on the machine disturbed least. */
        static Hour best(List<Hour> hours) {
            return hours.stream().min((one, other) -> one.wall.compareTo(other.wall)).orElseThrow();
        }

        long perSecond() {
            return accounts * 1000L / Math.max(1, wall.toMillis());
        }

        /** Microseconds of CPU for one account-hour. */
        long micros(Duration cpu) {
            return cpu.toNanos() / 1000 / accounts;
        }
    }

    /**
     * Builds everything and starts the application.
     *
     * @param crowd accounts of other sellers in the same tables, which are not due
     * @param tapped true to count what passes between application and database
     */
    Stage(String name, String jdk, Workload workload, int crowd, Duration orbDelay, boolean tapped) {
        this.workload = workload;
        clouds = new FakeClouds(workload.accounts());
        orbServer = new LoopbackServer("fake-orb", orbDelay.toMillis(), new FakeOrb(periodStart, () -> hours));
        cloudServer = new LoopbackServer("fake-clouds", 0, clouds);
        tap = tapped ? new WireTap(database.port()) : null;
        bridge = new Bridge(name, jdk, tapped ? tap.port() : database.port(), orbServer.url(), cloudServer.url());
        onboard(crowd);
    }

    private void onboard(int crowd) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var sellers = bridge.onboardSellers(workload.sellers(), periodStart, generator.generateKeyPair());
            for (int seller = 0; seller < sellers.size(); seller++) {
                database.insertAccounts(sellers.get(seller), seller, workload.sellers(), workload.accounts(),
                        periodStart, firstHour);
            }
            if (crowd > 0) {
                database.insertCrowd(sellers.get(0), crowd, periodStart, firstHour.plus(HOURS_MAX, ChronoUnit.HOURS));
            }
            database.analyze();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    BenchDatabase database() {
        return database;
    }

    Bridge bridge() {
        return bridge;
    }

    WireTap tap() {
        return tap;
    }

    String orbUrl() {
        return orbServer.url();
    }

    /** Costs grow by an hour's worth; the hour to be metered by everybody next comes back. */
    Instant nextHour() {
        hours++;
        return firstHour.plus(hours - 1L, ChronoUnit.HOURS);
    }

    int hours() {
        return hours;
    }

    /** Lets the application meter an hour, until its last record is accepted and written down. */
    Hour meter(Instant hour) {
        return measured(bridge.process(), () -> {
            bridge.open(hour);
            awaitTold(Instant.now().plus(PATIENCE));
        });
    }

    /** Measures what a program does to this stage. */
    Hour measured(JavaProcess process, Runnable work) {
        var application = process.cpu();
        var databaseBefore = ProcessCost.cpuWithChildren(databaseProcess);
        var fakes = ProcessCost.cpu(ProcessHandle.current().pid());
        long began = System.nanoTime();
        work.run();
        var wall = Duration.ofNanos(System.nanoTime() - began);
        return new Hour(workload.accounts(), wall, process.cpu().minus(application),
                ProcessCost.cpuWithChildren(databaseProcess).minus(databaseBefore),
                ProcessCost.cpu(ProcessHandle.current().pid()).minus(fakes));
    }

    private void awaitTold(Instant until) {
        long due = (long) workload.accounts() * hours;
        while (clouds.slotsTold() < due || database.hasUnsentRecords()) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("%d of %d slots were told; see the log in target/bench"
                        .formatted(clouds.slotsTold(), due));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Fails unless the marketplaces booked exactly what is owed, once. */
    void check() {
        clouds.check(hours);
        orbServer.check();
        cloudServer.check();
    }

    /** So many hours that nobody looks at, so many that count. */
    List<Hour> meter(int warmUp, int counted) {
        var measured = new ArrayList<Hour>();
        for (int number = 0; number < warmUp + counted; number++) {
            var hour = meter(nextHour());
            if (number >= warmUp) {
                measured.add(hour);
            }
        }
        check();
        return measured;
    }

    @Override
    public void close() {
        bridge.close();
        try {
            orbServer.close();
            cloudServer.close();
            if (tap != null) {
                tap.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        database.close();
    }
}
