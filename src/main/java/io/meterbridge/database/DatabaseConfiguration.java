package io.meterbridge.database;

import io.meterbridge.config.DataFolder;
import io.meterbridge.config.MeterbridgeProperties;
import javax.sql.DataSource;
import org.flywaydb.core.api.output.MigrateResult;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.quartz.QuartzDataSource;
import org.springframework.boot.autoconfigure.quartz.QuartzTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two pools with one login, each speaking as its own role. Both wait for the migrations, which make
 * those roles, so nothing can touch a table before it is up to date.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** The server is stopped after the pools, which depend on it. */
    @Bean(destroyMethod = "close")
    DatabaseServer databaseServer(Environment environment, DataFolder folder) {
        return DatabaseServer.choose(environment, folder);
    }

    @Bean
    DatabaseLogin databaseLogin(DatabaseServer server) {
        return server.login();
    }

    @Bean
    Pools pools(DatabaseLogin login, MeterbridgeProperties settings) {
        return new Pools(login, settings.database());
    }

    /** One connection outside the pools, which need what it makes: the roles. */
    @Bean
    MigrateResult migrations(DatabaseLogin login) {
        return Migrations.of(
                        new DriverManagerDataSource(
                                login.url(), login.username(), login.password()))
                .migrate();
    }

    @Bean(destroyMethod = "close")
    @Primary
    @DependsOn("migrations")
    DataSource sellerDataSource(Pools pools) {
        return pools.seller();
    }

    @Bean(destroyMethod = "close")
    @QuartzDataSource
    @DependsOn("migrations")
    DataSource workerDataSource(Pools pools) {
        return pools.worker();
    }

    @Bean
    @Primary
    PlatformTransactionManager sellerTransactionManager(
            @Qualifier("sellerDataSource") DataSource seller) {
        return new AuthoredTransactionManager(seller);
    }

    @Bean
    @QuartzTransactionManager
    PlatformTransactionManager workerTransactionManager(
            @Qualifier("workerDataSource") DataSource worker) {
        return new AuthoredTransactionManager(worker);
    }

    @Bean
    @Primary
    JdbcClient sellerJdbc(@Qualifier("sellerDataSource") DataSource seller) {
        return JdbcClient.create(seller);
    }

    @Bean
    JdbcClient workerJdbc(@Qualifier("workerDataSource") DataSource worker) {
        return JdbcClient.create(worker);
    }

    @Bean
    TransactionTemplate workerTransactions(
            @Qualifier("workerTransactionManager") PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    SellerTransactions sellerTransactions(JdbcClient sellerJdbc,
            @Qualifier("sellerTransactionManager") PlatformTransactionManager manager) {
        return new SellerTransactions(sellerJdbc, manager);
    }
}
