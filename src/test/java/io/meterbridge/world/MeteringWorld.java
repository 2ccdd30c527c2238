package io.meterbridge.world;

import io.meterbridge.Application;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.sandbox.Sandbox;
import io.meterbridge.sandbox.SandboxClock;
import io.meterbridge.time.DatabaseOffset;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole application with its real routes on a database of its own, the simulated Orb and AWS, and one
 * clock that stands still until a test moves it.
 */
public final class MeteringWorld implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final SandboxClock clock;
    private final Sandbox sandbox;
    private final TestDatabase database;
    private final ConfigurableApplicationContext application;
    private volatile Duration machineAhead = Duration.ZERO;

    private MeteringWorld(Instant now, Map<String, Object> settings) {
        clock = SandboxClock.frozenAt(now);
        sandbox = Sandbox.start(clock);
        database = TestDatabase.create();
        application = start(settings);
    }

    /** A world that stands at an instant; hours are opened only by {@link #meter}. */
    public static MeteringWorld at(String now) {
        return at(now, Map.of());
    }

    /** A world with settings of its own. */
    public static MeteringWorld at(String now, Map<String, Object> settings) {
        return new MeteringWorld(Instant.parse(now), settings);
    }

    private ConfigurableApplicationContext start(Map<String, Object> settings) {
        var properties = new HashMap<String, Object>(sandbox.environment());
        database.addTo((name, value) -> properties.put(name, value.get()));
        properties.put("server.port", "0");
        // a machine that does other things too may need more than the usual half minute
        properties.put("spring.mvc.async.request-timeout", "120s");
        properties.put("meterbridge.metering.automatic", "false");
        properties.put("meterbridge.metering.look-every-millis", "150");
        properties.put("meterbridge.metering.reconcile-every-millis", "300");
        properties.put("meterbridge.metering.zeros-every-millis", "500");
        properties.put("meterbridge.metering.gather-millis", "0");
        // tests plant rows that no proof would let pass; those of the proof ask for it
        properties.put("meterbridge.proof.look-every-millis", "100000000");
        properties.put("meterbridge.reconciliation.look-every-millis", "100000000");
        properties.put("meterbridge.alarms.measure-every-millis", "100000000");
        // a simulated Orb says the real time
        properties.put("meterbridge.alarms.clocks-every-millis", "100000000");
        properties.put("meterbridge.notifications.poll-look-every-millis", "1000");
        properties.put("meterbridge.sign-in.source-failures", "1000000");
        properties.put("meterbridge.orb.requests-per-second", "100000");
        properties.put("meterbridge.aws.call-spacing-millis", "1");
        properties.put("meterbridge.azure.call-spacing-millis", "1");
        properties.put("meterbridge.webhooks.allow-private-targets", "true");
        properties.put("meterbridge.webhooks.look-every-millis", "150");
        properties.put("meterbridge.webhooks.recover-every-millis", "300");
        properties.put("meterbridge.final-usage.spare-slot-every", "0");
        properties.putAll(settings);
        var arguments = properties.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(Application.class)
                .registerShutdownHook(false)
                .initializers(context -> {
                    var beans = (GenericApplicationContext) context;
                    beans.registerBean("clock", InstantSource.class, () -> clock);
                    beans.registerBean("databaseOffset", DatabaseOffset.class, () -> new DatabaseOffset(
                            beans.getBean("workerJdbc", JdbcClient.class), () -> InstantSource.system().instant().plus(machineAhead)));
                })
                .run(arguments);
    }

    public SandboxClock clock() {
        return clock;
    }

    /** The machine's own clock goes wrong, or right again, and that is noticed. */
    void machineIsAheadBy(Duration ahead) {
        machineAhead = ahead;
        bean(DatabaseOffset.class).measure();
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /** The database itself, for who lets it go away. */
    public TestDatabase database() {
        return database;
    }

    /** Queries as the database's owner: sees everything. */
    public JdbcClient jdbc() {
        return database.ownerJdbc();
    }

    /** A bean of the application, for example Camel's producer template. */
    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** The port of the application's API. */
    public int port() {
        return Integer.parseInt(application.getEnvironment().getProperty("local.server.port"));
    }

    /** A seller of this world, connected to Orb and AWS. */
    public WorldSeller seller(String startDate) {
        return new WorldSeller(this, startDate);
    }

    /** Nothing looks for work until {@link #goOn()}. */
    public void standStill() {
        bean(CamelContext.class).suspend();
    }

    /** Looks for work again, if it stood still. */
    public void goOn() {
        bean(CamelContext.class).resume();
    }

    /** Back to an instant that has passed; time that was counted twice permits no calls to Orb. */
    public void turnBack(String instant) {
        clock.set(Instant.parse(instant));
        jdbc().sql("update orb_budget set refilled_at = :now").param("now", utc(clock.instant())).update();
        refillBudgets();
    }

    /** Opens an hour and waits until it is done; the clock must stand after its end. */
    public void meter(String hour) {
        open(hour);
        awaitFinished(hour);
    }

    /** Opens an hour, or opens it again. */
    public void open(String hour) {
        refillBudgets();
        awaitLooks();
        jdbc().sql("update account set failed_hour = null, next_read_at = :now where failed_hour = :hour")
                .param("hour", utc(Instant.parse(hour))).param("now", utc(clock.instant())).update();
        jdbc().sql("""
                insert into metering_run (id, hour, opened_by, status, opened_at)
                values (:id, :hour, 'operator', 'running', :now)
                on conflict (hour) do update set status = 'running', finished_at = null""")
                .param("id", UUID.randomUUID()).param("hour", utc(Instant.parse(hour)))
                .param("now", utc(clock.instant())).update();
    }

    /** Who looked for due accounts before the clock was set has its answer: it would lease them by a time that is past. */
    private void awaitLooks() {
        var inflight = bean(CamelContext.class).getInflightRepository();
        Awaitility.await("looks for accounts to end").atMost(PATIENCE).pollInterval(Duration.ofMillis(5))
                .until(() -> inflight.size("account-hours") == 0 || jdbc().sql(
                        "select exists (select from account where lease_until is not null)")
                        .query(Boolean.class).single());
    }

    /** The clock may stand still, so permits to call Orb are handed out by hand. */
    private void refillBudgets() {
        jdbc().sql("update orb_budget set tokens = 25000").update();
    }

    /** Waits until an hour's run is finished. */
    public void awaitFinished(String hour) {
        Awaitility.await("hour " + hour + " to finish").atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jdbc().sql("select status from metering_run where hour = :hour")
                        .param("hour", utc(Instant.parse(hour))).query(String.class).single()
                        .equals("finished"));
    }

    /** All records of a contract, oldest hour first. */
    public List<Map<String, Object>> recordsOf(WorldContract contract) {
        return jdbc().sql("select * from metering_record where contract_id = :id order by hour, frozen_at, id")
                .param("id", contract.id()).query().listOfRows();
    }

    /** What a subscription's account owes and nobody was told. */
    public BigDecimal left(OrbSubscription subscription) {
        return jdbc().sql("""
                select cost - baseline - included - committed - shadowed - written_off from account
                where orb_subscription_id = :id""")
                .param("id", subscription.id()).query(BigDecimal.class).single();
    }

    /** Waits until no record is frozen, sending or unknown. */
    public void awaitSettledRecords() {
        Awaitility.await("all records to be settled").atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> jdbc().sql(
                        "select count(*) from metering_record where status in ('frozen','sending','unknown')")
                        .query(Long.class).single() == 0);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        application.close();
        database.close();
        sandbox.close();
    }
}
