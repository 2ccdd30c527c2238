package io.meterbridge.api.integrations;

import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.http.TargetGuard;
import io.meterbridge.secret.SecretBox;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class IntegrationsConfiguration {

    @Bean
    IntegrationRows integrationRows(JdbcClient sellerJdbc, SecretBox secrets, ApiJson json,
            InstantSource clock) {
        return new IntegrationRows(sellerJdbc, secrets, json, clock);
    }

    @Bean
    OrbConnections orbConnections(SellerTransactions transactions, JdbcClient sellerJdbc,
            IntegrationRows rows, ObjectProvider<StartDateListener> startDateListener,
            InstantSource clock) {
        return new OrbConnections(transactions, sellerJdbc, rows, startDateListener, clock);
    }

    @Bean
    MarketplaceConnections awsMarketplaceConnections(SellerTransactions transactions,
            JdbcClient sellerJdbc, IntegrationRows rows, TargetGuard guard) {
        return new MarketplaceConnections(transactions, sellerJdbc, rows, MarketplaceFields.AWS,
                new SuppliedUrls(guard));
    }

    @Bean
    MarketplaceConnections azureMarketplaceConnections(SellerTransactions transactions,
            JdbcClient sellerJdbc, IntegrationRows rows, TargetGuard guard) {
        return new MarketplaceConnections(transactions, sellerJdbc, rows, MarketplaceFields.AZURE,
                new SuppliedUrls(guard));
    }

    @Bean
    MarketplaceConnections gcpMarketplaceConnections(SellerTransactions transactions,
            JdbcClient sellerJdbc, IntegrationRows rows, TargetGuard guard) {
        return new MarketplaceConnections(transactions, sellerJdbc, rows, MarketplaceFields.GCP,
                new SuppliedUrls(guard));
    }
}
