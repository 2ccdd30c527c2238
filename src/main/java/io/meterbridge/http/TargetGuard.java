package io.meterbridge.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether a URL that a seller supplied may be called: https on port 443 or 8443, to an address on the
 * internet. With {@code meterbridge.webhooks.allow-private-targets} also http, any port and private
 * addresses, but never a cloud's metadata service.
 *
 * <p>{@link #check} is for the moment a URL is stored or used; a name may lead elsewhere by the time
 * it is called, so calls go through {@link GuardedTargets}, which asks again for each connection.
 */
@Component
public class TargetGuard {

    private static final Set<Integer> HTTPS_PORTS = Set.of(-1, 443, 8443);
    /** A host that ends like this is taken for an IPv4 address by some, in more than one way. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
    private static final Pattern PLAIN_IPV4 = Pattern.compile("((0|[1-9][0-9]{0,2})(\\.|$)){4}");

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

    /** True for a call that was not made because its host leads to an address that must not be called. */
    public static boolean isRefusal(Throwable failure) {
        return failure instanceof TargetRefused || failure instanceof BlockedAddress;
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
        if (!allowPrivate && !HTTPS_PORTS.contains(target.getPort())) {
            throw new TargetRefused("names another port than 443 and 8443");
        }
    }

    /** Scope ids, and octal, hexadecimal or shortened numbers: what one checks, another may call differently. */
    private static boolean isOdd(String host) {
        var end = host.substring(host.lastIndexOf('.') + 1);
        return host.contains("%") || NUMBER.matcher(end).matches() && !PLAIN_IPV4.matcher(host).matches();
    }

    private static URI parse(String url) {
        try {
            var target = new URI(url);
            if (target.getHost() == null || target.getRawUserInfo() != null
                    || target.getRawFragment() != null) {
                throw new TargetRefused("is not a plain address");
            }
            if (isOdd(target.getHost())) {
                throw new TargetRefused("names its host in an odd way");
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
