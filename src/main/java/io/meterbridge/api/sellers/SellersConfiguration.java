package io.meterbridge.api.sellers;

import io.meterbridge.api.security.ClientSecrets;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

@Configuration(proxyBeanMethods = false)
class SellersConfiguration {

    @Bean
    Sellers sellers(@Qualifier("workerJdbc") JdbcClient workerJdbc,
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions,
            ClientSecrets secrets, IdGenerator ids, InstantSource clock) {
        return new Sellers(workerJdbc, workerTransactions, secrets, ids, clock);
    }
}
