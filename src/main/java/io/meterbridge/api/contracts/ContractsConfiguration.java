package io.meterbridge.api.contracts;

import io.meterbridge.api.buyers.BuyerRows;
import io.meterbridge.api.listings.ListingRows;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.IdGenerator;

@Configuration(proxyBeanMethods = false)
class ContractsConfiguration {

    @Bean
    @Primary
    ContractRows contractRows(JdbcClient sellerJdbc, ApiJson json, InstantSource clock) {
        return new ContractRows(sellerJdbc, json, clock);
    }

    /** The same for what workers tell sellers in transactions of their own. */
    @Bean
    ContractRows workerContractRows(@Qualifier("workerJdbc") JdbcClient workerJdbc, ApiJson json,
            InstantSource clock) {
        return new ContractRows(workerJdbc, json, clock);
    }

    @Bean
    Contracts contracts(SellerTransactions transactions, JdbcClient sellerJdbc, ContractRows rows,
            BuyerRows buyers, ListingRows listings, IdGenerator ids) {
        return new Contracts(transactions, sellerJdbc, rows, buyers, listings, ids);
    }

    @Bean
    ContractChanges contractChanges(SellerTransactions transactions, ContractRows rows,
            ObjectProvider<PriceChangeListener> priceChanges, JdbcClient sellerJdbc, InstantSource clock) {
        return new ContractChanges(transactions, rows, priceChanges, new CutOver(sellerJdbc, clock), clock);
    }
}
