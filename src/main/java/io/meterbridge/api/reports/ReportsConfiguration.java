package io.meterbridge.api.reports;

import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class ReportsConfiguration {

    @Bean
    Reports reports(@Qualifier("sellerDataSource") DataSource seller, ApiJson json, InstantSource clock) {
        return new Reports(seller, json, clock);
    }

    @Bean
    Proofs proofs(SellerTransactions transactions, JdbcClient sellerJdbc,
            @Qualifier("workerJdbc") JdbcClient workerJdbc) {
        return new Proofs(transactions, sellerJdbc, workerJdbc);
    }
}
