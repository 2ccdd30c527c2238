package io.meterbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meterbridge.Proves;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Proves("R-44")
class TargetGuardTest {

    private static final Map<String, String[]> NAMES = Map.of(
            "public.example.com", new String[] {"203.0.112.7", "2a00:1450::7"},
            "inside.example.com", new String[] {"10.0.0.7"},
            "both.example.com", new String[] {"203.0.112.7", "10.0.0.7"},
            "metadata.google.internal", new String[] {"169.254.169.254"});

    private final TargetGuard guard = new TargetGuard(false, TargetGuardTest::addressesOf);
    private final TargetGuard relaxed = new TargetGuard(true, TargetGuardTest::addressesOf);

    @ParameterizedTest
    @ValueSource(strings = {"https://public.example.com/token", "https://public.example.com:443/t?a=b",
        "https://203.0.112.7/", "https://[2a00:1450::7]/", "https://no-such-name.example.com/"})
    void addressesOnTheInternetPass(String url) {
        assertThat(guard.check(url)).hasToString(url);
        assertThat(relaxed.check(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://public.example.com/", "https://public.example.com:8443/",
        "https://inside.example.com/", "https://both.example.com/", "https://127.0.0.1/",
        "https://10.1.2.3/", "https://172.16.0.1/", "https://172.31.255.255/", "https://192.168.1.1/",
        "https://100.64.0.1/", "https://100.127.255.255/", "https://0.0.0.0/", "https://0.1.2.3/",
        "https://224.0.0.1/", "https://240.0.0.1/", "https://255.255.255.255/", "https://198.18.0.1/",
        "https://192.0.0.8/", "https://192.0.2.1/", "https://198.51.100.1/", "https://203.0.113.1/",
        "https://[::1]/", "https://[::]/", "https://[fc00::1]/", "https://[fd12:3456::1]/",
        "https://[fec0::1]/", "https://[ff02::1]/", "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/", "https://[2002:a00:1::]/", "https://[::10.0.0.1]/"})
    void nothingElseDoesUnlessPrivateTargetsAreAllowed(String url) {
        assertThatExceptionOfType(TargetRefused.class).isThrownBy(() -> guard.check(url));
        assertThatCode(() -> relaxed.check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://169.254.169.254/latest", "https://169.254.170.2/",
        "https://metadata.google.internal/", "https://168.63.129.16/", "https://100.100.100.200/",
        "https://192.0.0.192/", "https://[fe80::1]/", "https://[fd00:ec2::254]/",
        "https://[::ffff:169.254.169.254]/", "https://[64:ff9b::a9fe:a9fe]/",
        "ftp://public.example.com/", "file:///etc/passwd", "https:///token", "not an address",
        "https://user:secret@public.example.com/", "https://public.example.com/#part", ""})
    void metadataServicesAndWhatIsNoPlainAddressNeverPass(String url) {
        assertThatExceptionOfType(TargetRefused.class).isThrownBy(() -> guard.check(url));
        assertThatExceptionOfType(TargetRefused.class).isThrownBy(() -> relaxed.check(url));
    }

    @Test
    void neighboursOfPrivateRangesPass() {
        for (var address : new String[] {"9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0",
            "100.63.255.255", "100.128.0.0", "192.167.255.255", "198.17.255.255", "198.20.0.0",
            "223.255.255.255", "1.0.0.0"}) {
            assertThatCode(() -> guard.check("https://" + address + "/")).as(address)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theAddressItselfIsNotTold() {
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> guard.check("https://inside.example.com/"))
                .withMessageNotContaining("10.0.0.7");
    }

    private static InetAddress[] addressesOf(String host) throws UnknownHostException {
        if (!NAMES.containsKey(host)) {
            if (host.matches(".*[a-z]{3}.*") && !host.contains(":")) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getByName(host)};
        }
        var names = NAMES.get(host);
        var addresses = new InetAddress[names.length];
        for (var i = 0; i < names.length; i++) {
            addresses[i] = InetAddress.getByName(names[i]);
        }
        return addresses;
    }
}
