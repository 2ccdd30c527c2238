package io.meterbridge.api.metering;

import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class MeteringReadConfiguration {

    @Bean
    MeteringRecords meteringRecords(SellerTransactions transactions, JdbcClient sellerJdbc, ApiJson json) {
        return new MeteringRecords(transactions, sellerJdbc, json);
    }
}
