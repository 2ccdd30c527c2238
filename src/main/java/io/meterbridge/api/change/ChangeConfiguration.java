package io.meterbridge.api.change;

import io.meterbridge.api.web.ApiAnswer;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.secret.SecretBox;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ChangeConfiguration {

    @Bean
    ChangeSteps changeSteps(SellerTransactions sellerTransactions, JdbcClient sellerJdbc,
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions,
            @Qualifier("workerJdbc") JdbcClient workerJdbc, SecretBox secrets, ApiAnswer apiAnswer,
            InstantSource clock) {
        var answers = new RememberedAnswers(sellerTransactions, sellerJdbc, workerTransactions, workerJdbc,
                secrets, clock);
        return new ChangeSteps(answers, apiAnswer, clock);
    }
}
