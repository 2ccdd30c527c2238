package io.meterbridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same work in plain Java: threads, {@code HttpClient}, JDBC batches. It reads each account's cost, freezes whole
 * units in transactions of 250 before anybody is told, sends them in calls of 25, Google's after a check each, and
 * notes every receipt. It forgives nothing: no leases, no retries, no row locks, no evidence, no signatures.
 *
 * <p>Reads from its input the number of the hour to meter and its start, writes how many milliseconds it took.
 */
final class Plain {

    private static final int BATCH = 250;
    private static final int CALL = 25;
    private static final int READERS = 256;
    private static final int WRITERS = 4;
    private static final int SENDERS = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String orb;
    private final PlainClouds clouds;
    private final HikariDataSource database;
    private final Workload workload;
    private final HttpClient http;
    private final ExecutorService readers = readers();

    private record Due(int account, long units, BigDecimal cost) {
    }

    private Plain(String[] arguments) {
        orb = arguments[0];
        database = pool(arguments[2]);
        workload = new Workload(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5)).build();
        clouds = new PlainClouds(arguments[1], http);
    }

    /** Arguments: Orb's URL, the clouds' URL, the database's, how many accounts and sellers. */
    public static void main(String[] arguments) throws Exception {
        var plain = new Plain(arguments);
        plain.createTables();
        var in = new BufferedReader(new InputStreamReader(System.in));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = line.split(" ");
            System.out.println(plain.meter(Integer.parseInt(words[0]), Instant.parse(words[1])));
        }
        System.exit(0);
    }

    /** Virtual threads where the JVM has them. */
    private static ExecutorService readers() {
        try {
            return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException olderJvm) {
            return Executors.newFixedThreadPool(READERS);
        }
    }

    private static HikariDataSource pool(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(BenchDatabase.login());
        config.setMaximumPoolSize(WRITERS + SENDERS);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }

    private Connection connection() throws SQLException {
        return database.getConnection();
    }

    private void createTables() throws SQLException {
        try (var connection = connection(); var statement = connection.createStatement()) {
            statement.execute("""
                    create table plain_account (number integer primary key, told bigint not null default 0,
                        cost numeric not null default 0, hour timestamptz)""");
            statement.execute("""
                    create table plain_record (account integer not null references plain_account, hour timestamptz
                        not null, units bigint not null, status text not null, receipt text,
                        primary key (account, hour))""");
            statement.execute("insert into plain_account (number) select generate_series(0, "
                    + (workload.accounts() - 1) + ")");
        }
    }

    private long meter(int hours, Instant hour) throws Exception {
        long began = System.nanoTime();
        var told = told();
        var due = new ArrayBlockingQueue<Due>(4 * BATCH);
        var frozen = new ArrayBlockingQueue<Due>(workload.accounts());
        var workers = Executors.newCachedThreadPool();
        var work = new ArrayList<Future<?>>();
        work.add(workers.submit(() -> {
            readAll(told, due);
            return null;
        }));
        var left = new AtomicInteger(workload.accounts());
        for (int writer = 0; writer < WRITERS; writer++) {
            work.add(workers.submit(() -> {
                freezeAll(due, frozen, hour, left);
                return null;
            }));
        }
        work.add(workers.submit(() -> {
            sendAll(frozen, hour);
            return null;
        }));
        for (var one : work) {
            one.get();
        }
        workers.shutdown();
        return (System.nanoTime() - began) / 1_000_000;
    }

    private long[] told() throws SQLException {
        var told = new long[workload.accounts()];
        try (var connection = connection(); var statement = connection.createStatement();
                var rows = statement.executeQuery("select number, told from plain_account")) {
            while (rows.next()) {
                told[rows.getInt(1)] = rows.getLong(2);
            }
        }
        return told;
    }

    private void readAll(long[] told, BlockingQueue<Due> due) throws InterruptedException, ExecutionException {
        var places = new Semaphore(READERS);
        var reads = new ArrayList<Future<?>>();
        for (int number = 0; number < told.length; number++) {
            int account = number;
            places.acquire();
            reads.add(readers.submit(() -> {
                try {
                    var cost = cost(account);
                    long units = cost.movePointRight(2).setScale(0, RoundingMode.DOWN).longValueExact();
                    due.put(new Due(account, units - told[account], cost));
                } finally {
                    places.release();
                }
                return null;
            }));
        }
        for (var read : reads) {
            read.get();
        }
    }

    private BigDecimal cost(int account) throws IOException, InterruptedException {
        var today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        var request = HttpRequest.newBuilder(URI.create(orb + "/v1/subscriptions/" + Workload.subscription(account)
                + "/costs?timeframe_start=" + today.minus(Duration.ofDays(1)).toString().replace(":", "%3A")
                + "&timeframe_end=" + today.plus(Duration.ofDays(1)).toString().replace(":", "%3A")
                + "&view_mode=cumulative")).header("Authorization", "Bearer a-key").build();
        var data = JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body()).get("data");
        var cost = BigDecimal.ZERO;
        for (JsonNode row : data.get(data.size() - 1).get("per_price_costs")) {
            cost = cost.add(new BigDecimal(row.get("total").asText()));
        }
        return cost;
    }

    private void freezeAll(BlockingQueue<Due> due, BlockingQueue<Due> frozen, Instant hour,
            AtomicInteger left) throws SQLException, InterruptedException {
        try (var connection = connection()) {
            connection.setAutoCommit(false);
            while (left.get() > 0) {
                var batch = new ArrayList<Due>();
                var first = due.poll(10, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                due.drainTo(batch, BATCH - 1);
                freeze(connection, batch, hour);
                left.addAndGet(-batch.size());
                frozen.addAll(batch);
            }
        }
    }

    private static void freeze(Connection connection, List<Due> batch, Instant hour) throws SQLException {
        try (var records = connection.prepareStatement(
                        "insert into plain_record (account, hour, units, status) values (?, ?, ?, 'frozen')");
                var accounts = connection.prepareStatement(
                        "update plain_account set told = told + ?, cost = ?, hour = ? where number = ?")) {
            var at = hour.atOffset(ZoneOffset.UTC);
            for (var one : batch) {
                records.setInt(1, one.account);
                records.setObject(2, at);
                records.setLong(3, one.units);
                records.addBatch();
                accounts.setLong(1, one.units);
                accounts.setBigDecimal(2, one.cost);
                accounts.setObject(3, at);
                accounts.setInt(4, one.account);
                accounts.addBatch();
            }
            records.executeBatch();
            accounts.executeBatch();
        }
        connection.commit();
    }

    /** Gathers what is frozen by seller and cloud; whatever is left when all are frozen goes in smaller calls. */
    private void sendAll(BlockingQueue<Due> frozen, Instant hour) throws Exception {
        var senders = Executors.newFixedThreadPool(SENDERS);
        var calls = new ArrayList<Future<?>>();
        var groups = new HashMap<Integer, List<Due>>();
        for (int number = 0; number < workload.accounts(); number++) {
            var next = frozen.take();
            int kind = workload.seller(next.account) * Workload.CLOUDS.size()
                    + next.account % Workload.CLOUDS.size();
            var group = groups.computeIfAbsent(kind, any -> new ArrayList<>());
            group.add(next);
            if (group.size() == CALL) {
                calls.add(senders.submit(call(groups.remove(kind), hour)));
            }
        }
        for (var group : groups.values()) {
            calls.add(senders.submit(call(group, hour)));
        }
        for (var call : calls) {
            call.get();
        }
        senders.shutdown();
    }

    private Callable<Void> call(List<Due> group, Instant hour) {
        return () -> {
            var accounts = group.stream().mapToInt(Due::account).toArray();
            var units = group.stream().mapToLong(Due::units).toArray();
            var receipts = clouds.send(accounts, units, hour);
            try (var connection = connection()) {
                connection.setAutoCommit(false);
                try (var update = connection.prepareStatement("update plain_record set status = 'accepted', "
                        + "receipt = ? where account = ? and hour = ? and status = 'frozen'")) {
                    for (int one = 0; one < accounts.length; one++) {
                        update.setString(1, receipts.get(one));
                        update.setInt(2, accounts[one]);
                        update.setObject(3, hour.atOffset(ZoneOffset.UTC));
                        update.addBatch();
                    }
                    update.executeBatch();
                }
                connection.commit();
            }
            return null;
        };
    }
}
