package io.meterbridge.api.mappinghealth;

import io.meterbridge.database.SellerTransactions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class MappingHealthConfiguration {

    @Bean
    MappingHealth mappingHealth(SellerTransactions transactions, JdbcClient sellerJdbc, InstantSource clock) {
        return new MappingHealth(transactions, sellerJdbc, clock);
    }
}
