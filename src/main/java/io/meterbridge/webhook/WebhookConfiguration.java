package io.meterbridge.webhook;

import io.meterbridge.api.web.ApiJson;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.util.IdGenerator;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    @Primary
    EventOutbox eventOutbox(@Qualifier("sellerDataSource") DataSource sellers, ApiJson json,
            IdGenerator ids, InstantSource clock) {
        return new EventOutbox(sellers, json, ids, clock);
    }

    @Bean
    EventOutbox workerEventOutbox(@Qualifier("workerDataSource") DataSource workers, ApiJson json,
            IdGenerator ids, InstantSource clock) {
        return new EventOutbox(workers, json, ids, clock);
    }
}
