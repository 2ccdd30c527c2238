package io.meterbridge.aws;

import static io.meterbridge.marketplace.aws.AwsRecords.batchOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.sandbox.AwsIdentities;
import io.meterbridge.sandbox.FaultProxy;
import io.meterbridge.sandbox.SandboxClock;
import io.meterbridge.sandbox.SimulatedAwsMetering;
import io.meterbridge.sandbox.SimulatedSts;
import io.meterbridge.secret.MasterKey;
import io.meterbridge.secret.SecretBox;
import java.net.URI;
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
 * The two AWS route files and their beans, with a real database and a simulated AWS behind a proxy.
 * One context serves every test class that extends this; a call waits 1.5 seconds for its answer.
 */
@CamelSpringBootTest
@SpringBootTest(
        classes = AwsRoutes.Beans.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "camel.main.routes-include-pattern=file:routes/15-aws-credentials.camel.yaml,"
                    + "file:routes/21-submit-aws.camel.yaml",
            "meterbridge.aws.connect-timeout-millis=500",
            "meterbridge.aws.response-timeout-millis=1500",
            "spring.autoconfigure.exclude=io.meterbridge.time.TimeAutoConfiguration",
            "spring.main.web-application-type=none",
            "management.health.db.enabled=false",
            "management.endpoint.health.validate-group-membership=false"})
abstract class AwsRoutes {

    static final Instant NOW = Instant.parse("2026-11-20T14:05:00Z");
    static final Instant HOUR = Instant.parse("2026-11-20T13:00:00Z");
    static final String SELLER_ACCOUNT = "999999999999";
    static final String KEY_ID = "AKIASANDBOX00000001";
    static final String SECRET = "a/long+lived/secret+of+the+seller+000001";
    static final ObjectMapper JSON = new ObjectMapper();

    static final TestDatabase DATABASE = TestDatabase.create();
    static final SandboxClock CLOCK = SandboxClock.frozenAt(NOW);
    static final AwsIdentities IDENTITIES = new AwsIdentities();
    static final SimulatedAwsMetering AWS = SimulatedAwsMetering.start(CLOCK, IDENTITIES).quota(false);
    static final SimulatedSts STS = SimulatedSts.start(CLOCK, IDENTITIES);
    static final FaultProxy TO_AWS = FaultProxy.inFrontOf(AWS.port());
    static final FaultProxy TO_STS = FaultProxy.inFrontOf(URI.create(STS.endpointUrl()).getPort());

    @Autowired
    ProducerTemplate routes;

    @Autowired
    SecretBox secrets;

    UUID seller;

    @DynamicPropertySource
    static void aws(DynamicPropertyRegistry registry) {
        registry.add("AWS_ENDPOINT_URL_MARKETPLACE_METERING", () -> "http://127.0.0.1:" + TO_AWS.port());
        registry.add("AWS_ENDPOINT_URL_STS", () -> "http://127.0.0.1:" + TO_STS.port());
    }

    @BeforeEach
    void connectASellerByKeys() {
        CLOCK.set(NOW);
        IDENTITIES.addKey(KEY_ID, SECRET, SELLER_ACCOUNT);
        seller = newSeller();
        connect(seller, Map.of("region", "us-east-1", "access_key_id", KEY_ID), SECRET);
    }

    @AfterEach
    void calmDown() {
        AWS.faults().calm();
        STS.faults().calm();
        TO_AWS.mode(FaultProxy.Mode.NORMAL);
        TO_STS.mode(FaultProxy.Mode.NORMAL);
    }

    /** Sends a batch down the route, as the submitting route does. */
    @SuppressWarnings("unchecked")
    List<Answer> submit(Batch batch) {
        return routes.requestBody("direct:submit-aws", batch, List.class);
    }

    /** A batch of this test's seller with a minute to go. */
    Batch batch(RecordToSend... records) {
        return batchOf(seller, TimeUnit.MINUTES.toNanos(1), records);
    }

    UUID newSeller() {
        var id = UUID.randomUUID();
        DATABASE.workerJdbc().sql("insert into seller (id, name, created_at) values (?, 'A seller', ?)")
                .params(Arrays.asList(id, at(NOW))).update();
        return id;
    }

    /** Stores AWS settings as the API does: what may be shown, and the secret key sealed. */
    void connect(UUID sellerId, Map<String, String> settings, String secretAccessKey) {
        var sealed = secretAccessKey == null ? null : secrets.seal(
                "{\"secret_access_key\":\"" + secretAccessKey + "\"}",
                SecretBox.identityOf("integration", sellerId, "aws"));
        DATABASE.workerJdbc().sql("""
                insert into integration
                    (seller_id, provider, status, settings, sealed_secret, verified_at, updated_at)
                values (?, 'aws', 'connected', cast(? as jsonb), ?, ?, ?)
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
    @ComponentScan({"io.meterbridge.aws", "io.meterbridge.http"})
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
