package io.meterbridge.console.store;

import io.meterbridge.database.SellerTransactions;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    ConsoleRows consoleRows(SellerTransactions transactions, JdbcClient sellerJdbc, InstantSource clock) {
        return new ConsoleRows(transactions, sellerJdbc, clock);
    }

    @Bean
    ReplicaRows replicaRows(@Qualifier("workerJdbc") JdbcClient workerJdbc) {
        return new ReplicaRows(workerJdbc);
    }
}
