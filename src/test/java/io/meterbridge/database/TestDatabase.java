package io.meterbridge.database;

import com.zaxxer.hikari.HikariDataSource;
import io.meterbridge.config.MeterbridgeProperties;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh, migrated database of a test's own, with the pools and doors that production has. Close
 * it when the test is over:
 *
 * <pre>
 * &#64;AutoClose
 * static final TestDatabase DATABASE = TestDatabase.create();
 * </pre>
 */
public final class TestDatabase implements AutoCloseable {

    private static final MeterbridgeProperties.Database SETTINGS =
            new MeterbridgeProperties.Database(
                    4, 8, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(75));

    private final String url;
    private final HikariDataSource seller;
    private final HikariDataSource worker;
    private final HikariDataSource owner;
    private final SellerTransactions sellerTransactions;

    private TestDatabase(String url) {
        this.url = url;
        var pools = new Pools(login(), SETTINGS);
        this.seller = pools.seller();
        this.worker = pools.worker();
        this.owner = owner(url);
        this.sellerTransactions =
                new SellerTransactions(sellerJdbc(), new JdbcTransactionManager(seller));
    }

    /** Connections are kept, for tests that look again and again until something has happened. */
    private static HikariDataSource owner(String url) {
        var owner = new HikariDataSource();
        owner.setPoolName("owner");
        owner.setJdbcUrl(url);
        owner.setUsername(TestServer.LOGIN);
        owner.setPassword("");
        owner.setMinimumIdle(0);
        owner.setMaximumPoolSize(10);
        return owner;
    }

    /** A new database with every migration done. */
    public static TestDatabase create() {
        return new TestDatabase(TestServer.running().newDatabase(true));
    }

    /** Has something that uses databases closed when the JVM ends, before their server stops. */
    public static void closeAtTheEnd(AutoCloseable user) {
        TestServer.closeFirst(user);
    }

    /** Where it is and how to sign in, as an operator would configure it. */
    public DatabaseLogin login() {
        return new DatabaseLogin(url, TestServer.LOGIN, "", false);
    }

    public String url() {
        return url;
    }

    public DataSource sellerDataSource() {
        return seller;
    }

    public DataSource workerDataSource() {
        return worker;
    }

    /**
     * Sees the rows of the seller that {@link #sellerTransactions()} named, and none outside them.
     */
    public JdbcClient sellerJdbc() {
        return JdbcClient.create(seller);
    }

    /** Sees every seller's rows. */
    public JdbcClient workerJdbc() {
        return JdbcClient.create(worker);
    }

    /** The owner of the tables, for what no part of the application may do. */
    public JdbcClient ownerJdbc() {
        return JdbcClient.create(owner);
    }

    public SellerTransactions sellerTransactions() {
        return sellerTransactions;
    }

    public TransactionTemplate workerTransactions() {
        return new TransactionTemplate(new JdbcTransactionManager(worker));
    }

    /**
     * Points a Spring test context at this database, from a {@code @DynamicPropertySource} method.
     */
    public void addTo(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", this::url);
        registry.add("spring.datasource.username", () -> TestServer.LOGIN);
        registry.add("spring.datasource.password", () -> "");
        registry.add(
                "meterbridge.master-key", () -> "bWV0ZXJicmlkZ2UtdGVzdC1tYXN0ZXIta2V5LTAwMDE=");
        registry.add("meterbridge.data-dir", () -> System.getProperty("test.data", "target/test-data"));
        registry.add("meterbridge.database.seller-pool", () -> "4");
        registry.add("meterbridge.database.worker-pool", () -> "8");
    }

    /** Ends all connections and lets nobody in, as a server that went away. */
    public void goAway() {
        TestServer.running().letIn(url, false);
        cut();
    }

    /** Lets everybody in again. */
    public void comeBack() {
        TestServer.running().letIn(url, true);
    }

    /** Ends all connections; new ones are let in. */
    public void cut() {
        TestServer.running().cut(url);
    }

    /** Ends all connections and removes the database. */
    @Override
    public void close() {
        seller.close();
        worker.close();
        owner.close();
        TestServer.running().drop(url);
    }
}
