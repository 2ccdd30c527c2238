package io.meterbridge.marketplace;

import static io.meterbridge.marketplace.Arrival.MAY_HAVE_ARRIVED;
import static io.meterbridge.marketplace.Arrival.NOTHING_ARRIVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;

@Proves("M-13")
class ArrivalTest {

    @Test
    void withoutAConnectionNothingCanHaveArrived() {
        assertThat(List.of(
                new ConnectException("refused"),
                new UnknownHostException("metering.example"),
                new NoRouteToHostException("no route"),
                new ConnectTimeoutException("connect timed out"),
                new HttpHostConnectException("refused"),
                new ConnectionRequestTimeoutException("no connection free"),
                new SSLHandshakeException("unknown authority"),
                new SSLPeerUnverifiedException("another host")))
                .allSatisfy(failure -> assertThat(Arrival.of(failure)).isEqualTo(NOTHING_ARRIVED));
    }

    @Test
    void onAConnectionAnythingMayHaveArrived() {
        assertThat(List.of(
                new SocketTimeoutException("Read timed out"),
                new SocketException("Connection reset"),
                new SocketException("Broken pipe"),
                new NoHttpResponseException("failed to respond"),
                new ConnectionClosedException("Premature end of chunk"),
                new SSLException("closing inbound before receiving peer's close_notify"),
                new IOException("anything"),
                new IllegalStateException("anything")))
                .allSatisfy(failure -> assertThat(Arrival.of(failure)).isEqualTo(MAY_HAVE_ARRIVED));
    }

    @Test
    void whatAFailureIsWrappedInDoesNotMatter() {
        var wrapped = new RuntimeException(new IOException(new ConnectException("refused")));

        assertThat(Arrival.of(wrapped)).isEqualTo(NOTHING_ARRIVED);
        assertThat(Arrival.of(new RuntimeException(new SocketTimeoutException()))).isEqualTo(MAY_HAVE_ARRIVED);
    }

    @Test
    void causesThatTurnInACircleComeToAnEnd() {
        var one = new RuntimeException("one");
        one.initCause(new RuntimeException("two", one));

        assertThat(Arrival.of(one)).isEqualTo(MAY_HAVE_ARRIVED);
    }
}
