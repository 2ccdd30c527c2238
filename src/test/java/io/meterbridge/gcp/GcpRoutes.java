package io.meterbridge.gcp;

import static io.meterbridge.marketplace.gcp.GcpRecords.batchOf;
import static io.meterbridge.marketplace.gcp.GcpRecords.identity;
import static io.meterbridge.marketplace.gcp.GcpRecords.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.sandbox.FaultProxy;
import io.meterbridge.sandbox.GoogleEntitlement;
import io.meterbridge.sandbox.GoogleServiceAccount;
import io.meterbridge.sandbox.RecordedRequest;
import io.meterbridge.sandbox.SandboxClock;
import io.meterbridge.sandbox.SimulatedGoogle;
import io.meterbridge.secret.MasterKey;
import io.meterbridge.secret.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The two Google Cloud route files and their beans, with a real database and a simulated Google
 * behind proxies. One context serves every test class that extends this; a report waits 1.5 seconds
 * for its answer, a check or a token one.
 */
@CamelSpringBootTest
@SpringBootTest(
        classes = GcpRoutes.Beans.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "camel.main.routes-include-pattern=file:routes/17-gcp-credentials.camel.yaml,"
                    + "file:routes/23-submit-gcp.camel.yaml",
            "meterbridge.gcp.connect-timeout-millis=500",
            "meterbridge.gcp.check-timeout-millis=1000",
            "meterbridge.gcp.response-timeout-millis=1500",
            "meterbridge.webhooks.allow-private-targets=true",
            "spring.autoconfigure.exclude=io.meterbridge.time.TimeAutoConfiguration",
            "spring.main.web-application-type=none",
            "management.health.db.enabled=false",
            "management.endpoint.health.validate-group-membership=false"})
abstract class GcpRoutes {

    static final Instant NOW = Instant.parse("2026-11-20T14:05:00Z");
    static final Instant HOUR = Instant.parse("2026-11-20T13:00:00Z");
    static final String SERVICE = "product.example.com";
    static final String METRIC = SERVICE + "/usage_fee";
    static final String PROVIDER = "provider-1";
    static final ObjectMapper JSON = new ObjectMapper();

    static final TestDatabase DATABASE = TestDatabase.create();
    static final SandboxClock CLOCK = SandboxClock.frozenAt(NOW);
    static final SimulatedGoogle GOOGLE = SimulatedGoogle.start(CLOCK);
    static final FaultProxy TO_GOOGLE = FaultProxy.inFrontOf(GOOGLE.serviceControlPort());
    static final FaultProxy TO_TOKENS = FaultProxy.inFrontOf(GOOGLE.tokenPort());
    static final GoogleServiceAccount ACCOUNT = GOOGLE
            .tokensAt("http://127.0.0.1:" + TO_TOKENS.port() + "/token")
            .serviceAccount("bridge@sandbox.iam.gserviceaccount.com", PROVIDER);

    private static final AtomicInteger BUYERS = new AtomicInteger();

    @Autowired
    ProducerTemplate routes;

    @Autowired
    SecretBox secrets;

    UUID seller;

    @DynamicPropertySource
    static void google(DynamicPropertyRegistry registry) {
        registry.add("GCP_SERVICECONTROL_URL", () -> "http://127.0.0.1:" + TO_GOOGLE.port());
        registry.add("GCP_PROCUREMENT_URL", GOOGLE::procurementUrl);
    }

    @BeforeEach
    void connectASeller() {
        CLOCK.set(NOW);
        seller = newSeller();
        connect(seller, PROVIDER, ACCOUNT.keyFile());
    }

    @AfterEach
    void calmDown() {
        GOOGLE.tokenFaults().calm();
        GOOGLE.checkFaults().calm();
        GOOGLE.reportFaults().calm();
        GOOGLE.procurementFaults().calm();
        GOOGLE.link(ACCOUNT.email(), true);
        TO_GOOGLE.mode(FaultProxy.Mode.NORMAL);
        TO_TOKENS.mode(FaultProxy.Mode.NORMAL);
    }

    /** A new buyer whose plan has the metric of whole numbers. */
    static GoogleEntitlement buyer() {
        var number = BUYERS.incrementAndGet();
        return GOOGLE.entitlement(PROVIDER, SERVICE, "entitlement-" + number, "project_number:" + number)
                .metric(METRIC, new BigDecimal("0.01"));
    }

    static RecordToSend of(GoogleEntitlement buyer, long quantity) {
        return record(identity(SERVICE, buyer.usageReportingId(), "int64"), METRIC, HOUR, quantity);
    }

    static long units(GoogleEntitlement buyer) {
        return GOOGLE.totalUnits(buyer.usageReportingId(), METRIC).longValueExact();
    }

    /** Sends a batch down the route, as the submitting route does. */
    @SuppressWarnings("unchecked")
    List<Answer> submit(Batch batch) {
        return routes.requestBody("direct:submit-gcp", batch, List.class);
    }

    /** The same for a contract that has ended. */
    @SuppressWarnings("unchecked")
    List<Answer> submitUnchecked(Batch batch) {
        return routes.request("direct:submit-gcp", exchange -> {
            exchange.setProperty("gcpCheckFirst", false);
            exchange.getIn().setBody(batch);
        }).getMessage().getBody(List.class);
    }

    /** A batch of this test's seller with a minute to go. */
    Batch batch(RecordToSend... records) {
        return batchOf(seller, TimeUnit.MINUTES.toNanos(1), records);
    }

    /** Bodies of the reports so far that name this buyer. */
    static List<String> reportsOf(GoogleEntitlement buyer) {
        return GOOGLE.reports().stream().map(RecordedRequest::body)
                .filter(body -> body.contains("\"" + buyer.usageReportingId() + "\"")).toList();
    }

    /** How often a buyer was checked. */
    static long checksOf(GoogleEntitlement buyer) {
        return GOOGLE.requests().stream().filter(request -> request.path().endsWith(":check"))
                .filter(request -> request.body().contains("\"" + buyer.usageReportingId() + "\""))
                .count();
    }

    static JsonNode evidenceOf(Answer answer) {
        try {
            return JSON.readTree(answer.evidence());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    UUID newSeller() {
        var id = UUID.randomUUID();
        DATABASE.workerJdbc().sql("insert into seller (id, name, created_at) values (?, 'A seller', ?)")
                .params(Arrays.asList(id, at(NOW))).update();
        return id;
    }

    /** Stores settings as the API does: what may be shown, and the key file sealed. */
    void connect(UUID sellerId, String providerId, Map<String, Object> keyFile) {
        var sealed = secrets.seal(
                JSON.valueToTree(Map.of("service_account_json", keyFile)).toString(),
                SecretBox.identityOf("integration", sellerId, "gcp"));
        DATABASE.workerJdbc().sql("""
                insert into integration
                    (seller_id, provider, status, settings, sealed_secret, verified_at, updated_at)
                values (?, 'gcp', 'connected', cast(? as jsonb), ?, ?, ?)
                on conflict (seller_id, provider) do update
                    set settings = excluded.settings, sealed_secret = excluded.sealed_secret""")
                .params(Arrays.asList(sellerId,
                        JSON.valueToTree(Map.of("provider_id", providerId)).toString(), sealed,
                        at(NOW), at(NOW)))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Deliberately no {@code @Configuration}, which a scan for the application would pick up. */
    @EnableAutoConfiguration(exclude = {
        FlywayAutoConfiguration.class,
        QuartzAutoConfiguration.class,
        OAuth2ResourceServerAutoConfiguration.class})
    @EnableConfigurationProperties(MeterbridgeProperties.class)
    @ComponentScan({"io.meterbridge.gcp", "io.meterbridge.http"})
    static class Beans {

        @Bean(destroyMethod = "")
        DataSource workerDataSource() {
            return DATABASE.workerDataSource();
        }

        @Bean
        InstantSource clock() {
            return CLOCK;
        }

        @Bean
        SecretBox secretBox() {
            return new SecretBox(MasterKey.of("bWV0ZXJicmlkZ2UtdGVzdC1tYXN0ZXIta2V5LTAwMDE="));
        }
    }
}
