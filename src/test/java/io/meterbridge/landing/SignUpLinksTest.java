package io.meterbridge.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses of sign-up pages, and how many buyers are let through to them. */
class SignUpLinksTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "https://s.example/in, https://s.example/in?meterbridge_token=T",
        "https://s.example/in?, https://s.example/in?meterbridge_token=T",
        "https://s.example/in?a=b, https://s.example/in?a=b&meterbridge_token=T",
        "https://s.example/in?a=b&, https://s.example/in?a=b&meterbridge_token=T",
        "https://s.example/#/in, https://s.example/?meterbridge_token=T#/in",
        "https://s.example/in?a=b#top, https://s.example/in?a=b&meterbridge_token=T#top"})
    void thePageKeepsItsOwnQueryAndFragment(String page, String link) {
        assertThat(SignUpLinks.with(page, "T")).isEqualTo(link);
    }

    @Test
    void oneSellersCrowdKeepsNobodyElseOut() {
        var rate = new LandingRate(() -> now);
        var crowded = UUID.randomUUID();
        for (int i = 0; i < LandingRate.PER_MINUTE; i++) {
            assertThat(rate.admits(crowded)).isTrue();
        }
        assertThat(rate.admits(crowded)).isFalse();
        assertThat(rate.admits(UUID.randomUUID())).isTrue();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(rate.admits(crowded)).isTrue();
    }
}
