package io.meterbridge.api.buyers;

import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class BuyersConfiguration {

    @Bean
    BuyerRows buyerRows(JdbcClient sellerJdbc, ApiJson json, InstantSource clock) {
        return new BuyerRows(sellerJdbc, json, clock);
    }

    @Bean
    Buyers buyers(SellerTransactions transactions, JdbcClient sellerJdbc, BuyerRows rows) {
        return new Buyers(transactions, sellerJdbc, rows);
    }
}
