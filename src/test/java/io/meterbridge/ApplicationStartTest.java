package io.meterbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.time.DatabaseOffset;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.sql.SqlComponent;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

/** The whole application against a database of its own: what others find when they ask for it. */
@SpringBootTest(classes = Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureObservability(tracing = false) // tests have no metrics otherwise
@DirtiesContext
class ApplicationStartTest {

    /** Outlives the test, because the application ends after it; gone with the JVM. */
    private static final TestDatabase DATABASE = TestDatabase.create();

    @Autowired
    private TestRestTemplate http;
    @LocalServerPort
    private int port;
    @Autowired
    private CamelContext camel;
    @Autowired
    private JdbcClient primaryJdbc;
    @Autowired
    private DataSource primaryDataSource;
    @Autowired
    @Qualifier("workerDataSource")
    private DataSource workerDataSource;
    @Autowired
    @Qualifier("workerJdbc")
    private JdbcClient workerJdbc;
    @Autowired
    private TransactionTemplate workerTransactions;
    @Autowired
    private SellerTransactions sellerTransactions;
    @Autowired
    private InstantSource clock;
    @Autowired
    private DatabaseOffset offset;
    @Autowired
    private IdGenerator ids;
    @Autowired
    private SecretBox secrets;
    @Autowired
    @Qualifier("fanOut")
    private ExecutorService fanOut;
    @Autowired
    private Scheduler scheduler;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.addTo(registry);
    }

    @Test
    void isLiveAndReady() {
        assertThat(http.getForObject("/observe/health/live", String.class)).contains("\"UP\"");
        await().untilAsserted(() -> assertThat(
                http.getForObject("/observe/health/ready", String.class)).contains("\"UP\""));
    }

    @Test
    void showsItsMetricsToPrometheus() {
        assertThat(http.getForEntity("/observe/metrics", String.class).getBody())
                .contains("jvm_memory_used_bytes", "hikaricp_connections_active", "camel_");
    }

    @Test
    void runsTheRoutesOfTheFolder() {
        await().until(() -> camel.getStatus().isStarted());

        assertThat(camel.getName()).isEqualTo("meterbridge");
        assertThat(camel.getRoutes()).isNotEmpty();
    }

    @Test
    void speaksAsTheSellerRoleUnlessTheWorkerIsAskedFor() {
        var who = "select current_user";

        assertThat(primaryJdbc.sql(who).query(String.class).single())
                .isEqualTo("meterbridge_seller");
        assertThat(JdbcClient.create(primaryDataSource).sql(who).query(String.class).single())
                .isEqualTo("meterbridge_seller");
        assertThat(workerJdbc.sql(who).query(String.class).single())
                .isEqualTo("meterbridge_worker");
        assertThat(sellerTransactions.forSeller(ids.generateId(),
                () -> primaryJdbc.sql(who).query(String.class).single()))
                .isEqualTo("meterbridge_seller");
    }

    @Test
    void workerTransactionsAreTheWorkerPoolsOwn() {
        workerTransactions.executeWithoutResult(status -> {
            workerJdbc.sql("create temporary table scratch (a int) on commit drop").update();
            assertThat(workerJdbc.sql("select count(*) from scratch").query(Long.class).single())
                    .isZero();
        });
    }

    @Test
    void routesWorkAcrossSellers() {
        assertThat(camel.getComponent("sql", SqlComponent.class).getDataSource())
                .isSameAs(workerDataSource);
    }

    @Test
    void isOneOfManyClocksThatAreOne() throws Exception {
        assertThat(scheduler.getMetaData().isJobStoreClustered()).isTrue();
        assertThat(scheduler.getSchedulerInstanceId()).isNotEqualTo("AUTO").isNotBlank();
        await().until(scheduler::isStarted);
        await().until(() -> workerJdbc.sql("select count(*) from qrtz_scheduler_state")
                .query(Long.class).single() == 1);
    }

    @Test
    void tellsTheDatabasesTimeInWholeMicroseconds() {
        var now = clock.instant();

        assertThat(Duration.between(Instant.now(), now).abs()).isLessThan(Duration.ofSeconds(5));
        assertThat(now.getNano() % 1000).isZero();
        assertThat(offset.isTolerable()).isTrue();
    }

    @Test
    void makesIdsAndKeepsSecrets() {
        var row = SecretBox.identityOf("integration", ids.generateId(), "orb");

        assertThat(ids.generateId().version()).isEqualTo(7);
        assertThat(secrets.open(secrets.seal("key", row), row)).isEqualTo("key");
    }

    @Test
    void fansOutOnThreadsOfItsOwn() throws Exception {
        assertThat(fanOut.submit(() -> Thread.currentThread().getName()).get())
                .startsWith("fan-out-");
    }

    /** Clients type filter[cloud]=aws as it is; Tomcat would refuse the brackets. */
    @Test
    void takesRawBracketsInAQuery() throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(("GET /api/contracts?filter[cloud]=aws HTTP/1.1\r\n"
                    + "Host: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 401");
        }
    }
}
