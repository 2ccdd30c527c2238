package io.meterbridge.api.listings;

import io.meterbridge.api.contracts.PriceChangeListener;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.IdGenerator;

@Configuration(proxyBeanMethods = false)
class ListingsConfiguration {

    @Bean
    ListingRows listingRows(JdbcClient sellerJdbc, ApiJson json) {
        return new ListingRows(sellerJdbc, json);
    }

    @Bean
    Listings listings(SellerTransactions transactions, JdbcClient sellerJdbc, ListingRows rows,
            ObjectProvider<PriceChangeListener> priceChanges, IdGenerator ids, InstantSource clock) {
        return new Listings(transactions, sellerJdbc, rows, priceChanges, ids, clock);
    }
}
