package io.meterbridge.time;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.IdGenerator;

/**
 * An auto-configuration, so that it comes last and a clock of the sandbox or of a test takes
 * precedence.
 */
@AutoConfiguration
class TimeAutoConfiguration {

    private static final Duration MEASURED_EVERY = Duration.ofMinutes(1);

    @Bean
    @ConditionalOnMissingBean
    DatabaseOffset databaseOffset(@Qualifier("workerJdbc") JdbcClient jdbc) {
        return new DatabaseOffset(jdbc, InstantSource.system()).measureEvery(MEASURED_EVERY);
    }

    /** The database's time; whole microseconds, as the database stores them. */
    @Bean
    @ConditionalOnMissingBean(InstantSource.class)
    InstantSource clock(DatabaseOffset offset) {
        return corrected(InstantSource.system(), offset);
    }

    static InstantSource corrected(InstantSource machine, DatabaseOffset offset) {
        return () -> machine.instant().plus(offset.skew()).truncatedTo(ChronoUnit.MICROS);
    }

    @Bean
    @ConditionalOnMissingBean(IdGenerator.class)
    IdGenerator idGenerator(InstantSource clock) {
        return new TimeOrderedIds(clock);
    }
}
