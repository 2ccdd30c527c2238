package io.meterbridge.api.audit;

import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditLog auditLog(SellerTransactions transactions, JdbcClient sellerJdbc,
            @Qualifier("workerJdbc") JdbcClient workerJdbc, ApiJson json) {
        return new AuditLog(transactions, sellerJdbc, workerJdbc, json);
    }
}
