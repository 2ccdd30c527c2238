package io.meterbridge.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
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
    /** Until TLS is agreed on; the endpoint's own timeouts rule the connection and the answer. */
    private static final SocketConfig HANDSHAKE =
            SocketConfig.custom().setSoTimeout(Timeout.ofSeconds(10)).build();

    private final TargetGuard guard;
    private final OneAttemptOnly oneAttemptOnly;

    GuardedTargets(TargetGuard guard, OneAttemptOnly oneAttemptOnly) {
        this.guard = guard;
        this.oneAttemptOnly = oneAttemptOnly;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        oneAttemptOnly.configureHttpClient(client);
        client.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Resolver(guard))
                .setDefaultSocketConfig(HANDSHAKE)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .build());
    }

    private record Resolver(TargetGuard guard) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return guard.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
