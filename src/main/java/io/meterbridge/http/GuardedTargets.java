package io.meterbridge.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/**
 * A client for URLs that sellers supply: it sends once, as {@link OneAttemptOnly} does, and asks
 * {@link TargetGuard} about the very addresses it connects to, so that a name cannot be checked as
 * one address and called as another.
 */
@Component("guardedTargets")
public class GuardedTargets implements HttpClientConfigurer {

    private static final int CONNECTIONS = 64;
    /** One of a host's many addresses will do, and each one tried takes its time. */
    private static final int MOST_ADDRESSES = 3;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER_BYTES = 64 * 1024;
    /** Until TLS is agreed on; the endpoint's own timeouts rule the connection and the answer. */
    private static final SocketConfig HANDSHAKE =
            SocketConfig.custom().setSoTimeout(Timeout.ofSeconds(10)).build();

    /** A connection that rested is looked at before it is used again, and a kept one ends some day. */
    private static final ConnectionConfig KEPT_CONNECTIONS = ConnectionConfig.custom()
            .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
            .setTimeToLive(TimeValue.ofMinutes(5))
            .build();

    private final TargetGuard guard;

    GuardedTargets(TargetGuard guard) {
        this.guard = guard;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        configure(client, CONNECTIONS, new BoundedAnswer(LONGEST_CALL, LARGEST_ANSWER_BYTES));
    }

    void configure(HttpClientBuilder client, int connections, BoundedAnswer bounds) {
        OneAttemptOnly.sendOnce(client);
        client.addExecInterceptorFirst("bounds", bounds);
        client.disableContentCompression();
        client.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Resolver(guard))
                .setDefaultSocketConfig(HANDSHAKE)
                .setDefaultConnectionConfig(KEPT_CONNECTIONS)
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .build());
    }

    private record Resolver(TargetGuard guard) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var addresses = guard.resolve(host);
            return addresses.length <= MOST_ADDRESSES ? addresses
                    : Arrays.copyOf(addresses, MOST_ADDRESSES);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
