package io.meterbridge.azure;

import static io.meterbridge.marketplace.azure.AzureRecords.batchOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.azure.AzureRecords;
import io.meterbridge.sandbox.AzureSubscription;
import io.meterbridge.sandbox.EntraApplications;
import io.meterbridge.sandbox.FaultProxy;
import io.meterbridge.sandbox.SandboxClock;
import io.meterbridge.sandbox.SimulatedAzureMarketplace;
import io.meterbridge.sandbox.SimulatedEntra;
import io.meterbridge.secret.MasterKey;
import io.meterbridge.secret.SecretBox;
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
 * The two Azure route files and their beans, with a real database and a simulated Azure and Entra
 * behind proxies. One context serves every test class that extends this; a call waits 1.5 seconds
 * for its answer.
 */
@CamelSpringBootTest
@SpringBootTest(
        classes = AzureRoutes.Beans.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "camel.main.routes-include-pattern=file:routes/16-azure-credentials.camel.yaml,"
                    + "file:routes/22-submit-azure.camel.yaml",
            "meterbridge.azure.connect-timeout-millis=500",
            "meterbridge.azure.response-timeout-millis=1500",
            "spring.autoconfigure.exclude=io.meterbridge.time.TimeAutoConfiguration",
            "spring.main.web-application-type=none",
            "management.health.db.enabled=false",
            "management.endpoint.health.validate-group-membership=false"})
abstract class AzureRoutes {

    static final Instant NOW = Instant.parse("2026-11-20T14:05:00Z");
    static final Instant HOUR = AzureRecords.HOUR;
    static final String TENANT = "7a1c1b0e-93b0-4a63-8d8b-1f1c6e7f0001";
    static final String CLIENT = "5b3f9c52-1d5b-4d6c-9a55-3f1f6e7f0002";
    static final String SECRET = "the~secret.of+the/application=01";
    static final ObjectMapper JSON = new ObjectMapper();

    static final TestDatabase DATABASE = TestDatabase.create();
    static final SandboxClock CLOCK = SandboxClock.frozenAt(NOW);
    static final EntraApplications APPLICATIONS = new EntraApplications();
    static final SimulatedEntra ENTRA = SimulatedEntra.start(CLOCK, APPLICATIONS);
    static final SimulatedAzureMarketplace AZURE =
            SimulatedAzureMarketplace.start(CLOCK, APPLICATIONS);
    static final FaultProxy TO_AZURE = FaultProxy.inFrontOf(AZURE.port());
    static final FaultProxy TO_ENTRA = FaultProxy.inFrontOf(ENTRA.port());

    @Autowired
    ProducerTemplate routes;

    @Autowired
    SecretBox secrets;

    UUID seller;

    @DynamicPropertySource
    static void azure(DynamicPropertyRegistry registry) {
        registry.add("AZURE_MARKETPLACE_URL", () -> "http://127.0.0.1:" + TO_AZURE.port());
        registry.add("AZURE_AUTHORITY_HOST", () -> "http://127.0.0.1:" + TO_ENTRA.port());
    }

    @BeforeEach
    void connectASeller() {
        CLOCK.set(NOW);
        APPLICATIONS.register(TENANT, CLIENT, SECRET);
        seller = newSeller();
        connect(seller, CLIENT, SECRET);
    }

    @AfterEach
    void calmDown() {
        AZURE.faults().calm();
        ENTRA.faults().calm();
        ENTRA.lifetimeAsText(false);
        AZURE.duplicatesShowWhatIsBooked(true);
        TO_AZURE.mode(FaultProxy.Mode.NORMAL);
        TO_ENTRA.mode(FaultProxy.Mode.NORMAL);
    }

    /** Sends a batch down the route, as the submitting route does. */
    @SuppressWarnings("unchecked")
    List<Answer> submit(Batch batch) {
        return routes.requestBody("direct:submit-azure", batch, List.class);
    }

    /** A batch of this test's seller with a minute to go. */
    Batch batch(RecordToSend... records) {
        return batchOf(seller, TimeUnit.MINUTES.toNanos(1), records);
    }

    /** A new buyer of the plan {@code gold} with the dimension {@code units}. */
    static AzureSubscription subscribed() {
        return AZURE.subscription(AzureRecords.subscription(), "offer-1", AzureRecords.PLAN)
                .dimension(AzureRecords.DIMENSION, new BigDecimal("0.01"));
    }

    static RecordToSend of(AzureSubscription subscription, long quantity) {
        return AzureRecords.record(subscription.id(), HOUR, quantity);
    }

    static long units(AzureSubscription subscription) {
        return AZURE.totalUnits(subscription, AzureRecords.DIMENSION).longValueExact();
    }

    UUID newSeller() {
        var id = UUID.randomUUID();
        DATABASE.workerJdbc().sql("insert into seller (id, name, created_at) values (?, 'A seller', ?)")
                .params(Arrays.asList(id, at(NOW))).update();
        return id;
    }

    /** Stores Azure settings as the API does: what may be shown, and the secret sealed. */
    void connect(UUID sellerId, String clientId, String clientSecret) {
        connect(sellerId, Map.of("tenant_id", TENANT, "client_id", clientId), clientSecret);
    }

    void connect(UUID sellerId, Map<String, String> settings, String clientSecret) {
        var sealed = secrets.seal(
                JSON.valueToTree(Map.of("client_secret", clientSecret)).toString(),
                SecretBox.identityOf("integration", sellerId, "azure"));
        DATABASE.workerJdbc().sql("""
                insert into integration
                    (seller_id, provider, status, settings, sealed_secret, verified_at, updated_at)
                values (?, 'azure', 'connected', cast(? as jsonb), ?, ?, ?)
                on conflict (seller_id, provider) do update
                    set settings = excluded.settings, sealed_secret = excluded.sealed_secret""")
                .params(Arrays.asList(
                        sellerId, JSON.valueToTree(settings).toString(), sealed, at(NOW), at(NOW)))
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
    @ComponentScan({"io.meterbridge.azure", "io.meterbridge.http"})
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
