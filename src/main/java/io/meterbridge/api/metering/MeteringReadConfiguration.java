package io.meterbridge.api.metering;

import io.meterbridge.api.contracts.ContractRows;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.ledger.HandFreezer;
import io.meterbridge.ledger.HeldRecords;
import io.meterbridge.ledger.UnansweredRecords;
import io.meterbridge.webhook.EventOutbox;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class MeteringReadConfiguration {

    @Bean
    MeteringRecords meteringRecords(SellerTransactions transactions, JdbcClient sellerJdbc, ApiJson json) {
        return new MeteringRecords(transactions, sellerJdbc, json);
    }

    @Bean
    RecordEvents recordEvents(@Qualifier("workerJdbc") JdbcClient workerJdbc,
            @Qualifier("workerContractRows") ContractRows contracts,
            @Qualifier("workerEventOutbox") EventOutbox outbox, ApiJson json, InstantSource clock) {
        return new RecordEvents(workerJdbc, contracts, outbox, json, clock);
    }

    @Bean
    UsageByHand usageByHand(HandFreezer freezer) {
        return new UsageByHand(freezer);
    }

    @Bean
    RecordChanges recordChanges(SellerTransactions transactions, JdbcClient sellerJdbc, MeteringRecords records,
            ApiJson json, InstantSource clock) {
        return new RecordChanges(transactions, sellerJdbc, records, json, clock);
    }

    @Bean
    RecordDecisions recordDecisions(HeldRecords held, UnansweredRecords unanswered, MeteringRecords records) {
        return new RecordDecisions(held, unanswered, records);
    }
}
