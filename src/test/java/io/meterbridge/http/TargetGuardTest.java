package io.meterbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meterbridge.Proves;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
        "https://203.0.112.7/", "https://[2a00:1450::7]/", "https://public.example.com:8443/hook",
        "https://no-such-name.example.com/"})
    void addressesOnTheInternetPass(String url) {
        assertThat(guard.check(url)).hasToString(url);
        assertThat(relaxed.check(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://public.example.com/", "https://public.example.com:8080/",
        "https://public.example.com:22/",
        "https://inside.example.com/", "https://both.example.com/", "https://127.0.0.1/",
        "https://10.1.2.3/", "https://172.16.0.1/", "https://172.31.255.255/", "https://192.168.1.1/",
        "https://100.64.0.1/", "https://100.127.255.255/", "https://0.0.0.0/", "https://0.1.2.3/",
        "https://224.0.0.1/", "https://240.0.0.1/", "https://255.255.255.255/", "https://198.18.0.1/",
        "https://192.0.0.8/", "https://192.0.2.1/", "https://198.51.100.1/", "https://203.0.113.1/",
        "https://[::1]/", "https://[::]/", "https://[fc00::1]/", "https://[fd12:3456::1]/",
        "https://[fec0::1]/", "https://[ff02::1]/", "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/", "https://[2002:a00:1::]/", "https://[::10.0.0.1]/",
        "https://[64:ff9b:1::a00:1]/", "https://[2002:7f00:1::1]/", "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/", "https://[0:0:0:0:0:ffff:c0a8:101]/", "https://[::ffff:0:10.0.0.1]/",
        "https://[2001:0:4136:e378:8000:63bf:f5ff:fffe]/", "https://[2001:db8::1]/", "https://[2001:10::1]/",
        "https://[3fff::1]/", "https://[100::1]/", "https://[5f00::1]/", "https://[4000::1]/",
        "https://[fdff:ffff::1]/", "https://127.255.255.254/", "https://172.20.10.5/"})
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
        "https://user:secret@public.example.com/", "https://public.example.com/#part", "",
        "https://169.254.0.1/", "https://169.254.170.23/", "https://[fd00:ec2::23]/", "https://[fd20:ce::254]/",
        "https://[fe80::a9fe:a9fe]/", "https://[febf::1]/", "https://[2002:a9fe:a9fe::1]/",
        "https://[::169.254.169.254]/", "https://[::ffff:0:169.254.169.254]/",
        "https://[64:ff9b:1::a9fe:a9fe]/", "https://[fd12::a9fe:a9fe]/", "https://[::ffff:168.63.129.16]/",
        "https://0177.0.0.1/", "https://010.0.0.1/", "https://127.0.0.01/", "https://0xa9fea9fe/",
        "https://0x7f.0.0.1/", "https://2852039166/", "https://2130706433/", "https://127.1/",
        "https://169.254.43518/", "https://0251.0376.0251.0376/", "https://[fe80::1%25eth0]/",
        "https://[::1%25lo]/", "https://[2a00:1450::7%25eth0]/", "https://127.0.0.1\\@public.example.com/",
        "https://public.example.com\\.169.254.169.254/", "gopher://public.example.com/",
        "//public.example.com/", "https://public_example/", "https://public.example.com/{{meterbridge.master-key}}"})
    void metadataServicesAndWhatIsNoPlainAddressNeverPass(String url) {
        assertThatExceptionOfType(TargetRefused.class).isThrownBy(() -> guard.check(url));
        assertThatExceptionOfType(TargetRefused.class).isThrownBy(() -> relaxed.check(url));
    }

    /** Asked twice, a name answers twice: what is connected to is what was checked for that connection. */
    @Test
    void aNameIsLookedUpOnceForEachQuestion() {
        var asked = new AtomicInteger();
        var once = new TargetGuard(false, host -> addressesOf(
                asked.incrementAndGet() == 1 ? "public.example.com" : "inside.example.com"));

        once.check("https://public.example.com/");

        assertThat(asked).hasValue(1);
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> once.resolve("public.example.com"));
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
