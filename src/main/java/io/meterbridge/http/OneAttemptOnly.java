package io.meterbridge.http;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/**
 * A client that sends every request once. Left to itself it repeats a call that was answered 429 or
 * 503 and some that were cut off; then nobody could say how often a metering call arrived, or
 * conclude from a refused connection that it never did. Cookies are off because sellers share the
 * client. The {@code Date} of every answer is compared with our clock.
 */
@Component("oneAttemptOnly")
public class OneAttemptOnly implements HttpClientConfigurer {

    private final ClockSkews clockSkews;

    OneAttemptOnly(ClockSkews clockSkews) {
        this.clockSkews = clockSkews;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        sendOnce(client);
        client.addResponseInterceptorLast(clockSkews);
    }

    /** The same without a look at clocks, for who is not one of those whose clocks count. */
    static void sendOnce(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
    }
}
