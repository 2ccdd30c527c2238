package io.meterbridge.api.runs;

import io.meterbridge.api.web.ApiJson;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

@Configuration(proxyBeanMethods = false)
class RunsConfiguration {

    @Bean
    Runs runs(@Qualifier("workerJdbc") JdbcClient workerJdbc,
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions, ApiJson json,
            IdGenerator ids, InstantSource clock) {
        return new Runs(workerJdbc, workerTransactions, json, ids, clock);
    }
}
