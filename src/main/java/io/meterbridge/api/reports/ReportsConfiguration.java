package io.meterbridge.api.reports;

import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

@Configuration(proxyBeanMethods = false)
class ReportsConfiguration {

    @Bean
    ReportPlaces reportPlaces() {
        return new ReportPlaces();
    }

    @Bean
    Reports reports(@Qualifier("sellerDataSource") DataSource seller, ApiJson json, InstantSource clock,
            ReportPlaces places) {
        return new Reports(seller, json, clock, places);
    }

    @Bean
    Reconciliations reconciliations(@Qualifier("sellerDataSource") DataSource seller, ApiJson json,
            InstantSource clock, ReportPlaces places) {
        return new Reconciliations(seller, json, clock, places);
    }

    @Bean
    MarketplaceReports marketplaceReports(SellerTransactions transactions, JdbcClient sellerJdbc, IdGenerator ids,
            InstantSource clock) {
        return new MarketplaceReports(transactions, sellerJdbc, ids, clock);
    }

    @Bean
    AzureBookings azureBookings(@Qualifier("workerTransactions") TransactionTemplate workerTransactions,
            @Qualifier("workerJdbc") JdbcClient workerJdbc, IdGenerator ids, InstantSource clock) {
        return new AzureBookings(workerTransactions, workerJdbc, ids, clock);
    }

    @Bean
    Proofs proofs(SellerTransactions transactions, JdbcClient sellerJdbc,
            @Qualifier("workerJdbc") JdbcClient workerJdbc) {
        return new Proofs(transactions, sellerJdbc, workerJdbc);
    }
}
