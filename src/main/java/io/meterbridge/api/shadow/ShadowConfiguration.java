package io.meterbridge.api.shadow;

import io.meterbridge.database.SellerTransactions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class ShadowConfiguration {

    @Bean
    OtherToolUsage otherToolUsage(SellerTransactions transactions, JdbcClient sellerJdbc, InstantSource clock) {
        return new OtherToolUsage(transactions, sellerJdbc, clock);
    }

    @Bean
    ShadowComparison shadowComparison(SellerTransactions transactions, JdbcClient sellerJdbc) {
        return new ShadowComparison(transactions, sellerJdbc);
    }
}
