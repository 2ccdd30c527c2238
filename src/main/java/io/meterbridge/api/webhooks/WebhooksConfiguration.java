package io.meterbridge.api.webhooks;

import io.meterbridge.api.web.ApiJson;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.http.TargetGuard;
import io.meterbridge.webhook.EndpointSecrets;
import io.meterbridge.webhook.EventOutbox;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.IdGenerator;

@Configuration(proxyBeanMethods = false)
class WebhooksConfiguration {

    @Bean
    EndpointRows endpointRows(JdbcClient sellerJdbc, ApiJson json, InstantSource clock,
            MeterbridgeProperties settings) {
        return new EndpointRows(sellerJdbc, json, clock, settings.webhooks().oldSecretValid());
    }

    @Bean
    DeliveryRows deliveryRows(JdbcClient sellerJdbc, InstantSource clock) {
        return new DeliveryRows(sellerJdbc, clock);
    }

    @Bean
    WebhookEndpoints webhookEndpoints(SellerTransactions transactions, JdbcClient sellerJdbc, EndpointRows rows,
            DeliveryRows deliveries, EndpointSecrets secrets, EventOutbox outbox, TargetGuard guard, ApiJson json,
            IdGenerator ids) {
        return new WebhookEndpoints(transactions, sellerJdbc, rows, deliveries, secrets, outbox, guard, json, ids);
    }

    @Bean
    WebhookDeliveries webhookDeliveries(SellerTransactions transactions, JdbcClient sellerJdbc,
            DeliveryRows rows, ApiJson json) {
        return new WebhookDeliveries(transactions, sellerJdbc, rows, json);
    }
}
