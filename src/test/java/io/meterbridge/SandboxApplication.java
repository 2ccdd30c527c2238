package io.meterbridge;

import io.meterbridge.demo.Demo;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * {@code mvn spring-boot:test-run}: Meterbridge beside a simulated Orb and simulated marketplaces, with sellers and
 * contracts. The annotation is how the build knows which class to start.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class SandboxApplication {

    /**
     * Starts everything, meters a first hour and prints what came of it; then goes on until it is stopped.
     *
     * @param args further Spring Boot arguments, for example {@code --server.port=8081}
     */
    public static void main(String[] args) {
        Demo.run(args);
    }
}
