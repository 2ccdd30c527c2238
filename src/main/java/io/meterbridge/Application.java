package io.meterbridge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;

/**
 * Starts the route bundle: the database, the beans, then every route in {@code routes/}. Migrations
 * run before the pools exist, which Spring Boot's own Flyway support cannot do.
 */
@SpringBootApplication(exclude = FlywayAutoConfiguration.class)
public class Application {

    /**
     * Starts Meterbridge and returns once the routes run.
     *
     * @param args Spring Boot command line arguments, for example {@code --server.port=8081}
     */
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }
}
