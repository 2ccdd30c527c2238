package io.meterbridge.webhook;

import io.meterbridge.api.web.ApiJson;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.http.TargetGuard;
import io.meterbridge.observe.WebhookMeters;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.time.DatabaseOffset;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    @Primary
    EventOutbox eventOutbox(@Qualifier("sellerDataSource") DataSource sellers, ApiJson json,
            IdGenerator ids, InstantSource clock) {
        return new EventOutbox(sellers, json, ids, clock);
    }

    @Bean
    EventOutbox workerEventOutbox(@Qualifier("workerDataSource") DataSource workers, ApiJson json,
            IdGenerator ids, InstantSource clock) {
        return new EventOutbox(workers, json, ids, clock);
    }

    @Bean
    EndpointSecrets endpointSecrets(SecretBox box) {
        return new EndpointSecrets(box);
    }

    @Bean
    DeliveryClaims deliveryClaims(InstantSource clock, DatabaseOffset offset, MeterbridgeProperties settings) {
        return new DeliveryClaims(clock, offset, settings.webhooks());
    }

    @Bean
    DeliveryCalls deliveryCalls(TargetGuard guard, EndpointSecrets secrets, InstantSource clock) {
        return new DeliveryCalls(guard, secrets, clock);
    }

    @Bean
    DeliveryResults deliveryResults(
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions,
            @Qualifier("workerJdbc") JdbcClient workerJdbc,
            @Qualifier("workerEventOutbox") EventOutbox outbox, DeliveryClaims claims, ApiJson json,
            InstantSource clock, MeterbridgeProperties settings, WebhookMeters meters) {
        return new DeliveryResults(workerTransactions, workerJdbc, outbox, claims, json, clock,
                settings.webhooks(), meters);
    }
}
