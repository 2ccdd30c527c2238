package io.meterbridge.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Which addresses a URL that somebody else supplied may lead to. */
final class PublicAddresses {

    /** Where clouds serve the credentials of the machine to whoever asks from it. */
    private static final Set<String> METADATA = Set.of(
            "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254",
            "fd00:ec2:0:0:0:0:0:23", "fd20:ce:0:0:0:0:0:254");

    /** IPv4 ranges that are nobody's on the internet, besides those Java knows. */
    private static final List<Range> NOT_PUBLIC = List.of(
            new Range(0, 8), new Range(100 << 24 | 64 << 16, 10), new Range(192 << 24, 24),
            new Range(192 << 24 | 2 << 8, 24), new Range(198 << 24 | 18 << 16, 15),
            new Range(198 << 24 | 51 << 16 | 100 << 8, 24), new Range(203 << 24 | 113 << 8, 24),
            new Range(240 << 24, 4));

    private PublicAddresses() {
    }

    private record Range(int start, int bits) {

        boolean holds(int address) {
            return (address ^ start) >>> 32 - bits == 0;
        }
    }

    /** True for addresses of metadata services, and for all others of one link, where they live. */
    static boolean isMetadata(InetAddress address) {
        var real = withinIpv6(address);
        if (real instanceof Inet6Address six && !isGlobal(six) && isMetadata(ipv4(six.getAddress(), 12))) {
            // an address that some translator of a private network would shorten to its end
            return true;
        }
        return real.isLinkLocalAddress() || METADATA.contains(real.getHostAddress());
    }

    /** True for addresses anybody on the internet can reach. */
    static boolean isPublic(InetAddress address) {
        var real = withinIpv6(address);
        if (isMetadata(real) || real.isLoopbackAddress() || real.isAnyLocalAddress()
                || real.isSiteLocalAddress() || real.isMulticastAddress()) {
            return false;
        }
        return real instanceof Inet6Address six
                ? isGlobal(six) : NOT_PUBLIC.stream().noneMatch(range -> range.holds(number(real)));
    }

    /** Of IPv6 only 2000::/3 is anybody's on the internet, without what is set aside in it. */
    private static boolean isGlobal(Inet6Address address) {
        var bytes = address.getAddress();
        return (bytes[0] & 0xe0) == 0x20
                // 2001::/23 for protocols, Teredo's tunnels among them; 2001:db8::/32 and 3fff::/20 for books
                && !(startsWith(bytes, 0x20, 0x01) && (bytes[2] & 0xfe) == 0)
                && !startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8)
                && !(startsWith(bytes, 0x3f, 0xff) && (bytes[2] & 0xf0) == 0);
    }

    /** An IPv4 address may travel inside an IPv6 one: translated, tunnelled or compatible. */
    private static InetAddress withinIpv6(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        var bytes = address.getAddress();
        if (startsWith(bytes, 0, 0x64, 0xff, 0x9b)) {
            return ipv4(bytes, 12);
        }
        if (startsWith(bytes, 0x20, 0x02)) {
            return ipv4(bytes, 2);
        }
        var compatible = startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                && !address.isLoopbackAddress() && !address.isAnyLocalAddress();
        return compatible ? ipv4(bytes, 12) : address;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (var i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress ipv4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    private static int number(InetAddress ipv4) {
        var number = 0;
        for (var part : ipv4.getAddress()) {
            number = number << 8 | part & 0xff;
        }
        return number;
    }
}
