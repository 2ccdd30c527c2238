package io.meterbridge.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether a URL that a seller supplied may be called: https on its usual port, to an address on the
 * internet. With {@code meterbridge.webhooks.allow-private-targets} also http, any port and private
 * addresses, but never a cloud's metadata service.
 *
 * <p>{@link #check} is for the moment a URL is stored or used; a name may lead elsewhere by the time
 * it is called, so calls go through {@link GuardedTargets}, which asks again for each connection.
 */
@Component
public class TargetGuard {

    private static final int HTTPS_PORT = 443;

    private final boolean allowPrivate;
    private final Names names;

    /** Where a name leads; DNS outside of tests. */
    interface Names {

        InetAddress[] of(String host) throws UnknownHostException;
    }

    @Autowired
    TargetGuard(
            @Value("${meterbridge.webhooks.allow-private-targets:false}") boolean allowPrivate) {
        this(allowPrivate, InetAddress::getAllByName);
    }

    TargetGuard(boolean allowPrivate, Names names) {
        this.allowPrivate = allowPrivate;
        this.names = names;
    }

    /**
     * Lets a URL pass. A host that has no address today passes too: calling it fails by itself.
     *
     * @throws TargetRefused when it must not be called
     */
    public URI check(String url) {
        var target = parse(url);
        checkScheme(target);
        try {
            resolve(target.getHost());
        } catch (BlockedAddress blocked) {
            throw new TargetRefused("leads to an address that is not public");
        } catch (UnknownHostException nowhere) {
            return target;
        }
        return target;
    }

    /**
     * The addresses of a host, if all of them may be called: one of several would be chosen by chance.
     *
     * @throws UnknownHostException when there are none, or one of them may not be called
     */
    InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = names.of(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        var allowed = Arrays.stream(addresses).allMatch(address -> allowPrivate
                ? !PublicAddresses.isMetadata(address) : PublicAddresses.isPublic(address));
        if (!allowed) {
            throw new BlockedAddress(host);
        }
        return addresses;
    }

    private void checkScheme(URI target) {
        var https = "https".equalsIgnoreCase(target.getScheme());
        if (!https && !(allowPrivate && "http".equalsIgnoreCase(target.getScheme()))) {
            throw new TargetRefused("is not an https address");
        }
        if (!allowPrivate && target.getPort() != -1 && target.getPort() != HTTPS_PORT) {
            throw new TargetRefused("names another port than 443");
        }
    }

    private static URI parse(String url) {
        try {
            var target = new URI(url);
            if (target.getHost() == null || target.getRawUserInfo() != null
                    || target.getRawFragment() != null) {
                throw new TargetRefused("is not a plain address");
            }
            return target;
        } catch (URISyntaxException e) {
            throw new TargetRefused("is not an address");
        }
    }

    /** Looks like a host without an address to whoever connects: nothing was sent. */
    private static final class BlockedAddress extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        BlockedAddress(String host) {
            super(host + " leads to an address that is not public");
        }
    }
}
