package io.meterbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts keep every digit, times say their zone. */
class FormatsTest {

    private final Formats show = new Formats();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                     | 0.00
            0.5                   | 0.50
            0.005365              | 0.005365
            12345.678             | 12,345.678
            -1234.5               | -1,234.50
            999                   | 999.00
            1000000               | 1,000,000.00
            0.000000000000000001  | 0.000000000000000001
            1E+3                  | 1,000.00
            10.100                | 10.10
            """)
    void noDigitOfAnAmountIsLost(String amount, String shown) {
        assertThat(show.money(amount)).isEqualTo(shown);
        assertThat(show.money(new BigDecimal(amount))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 999", "'1000', '1,000'", "'1234567', '1,234,567'"})
    void countsAreGrouped(String number, String shown) {
        assertThat(show.count(number)).isEqualTo(shown);
    }

    @Test
    void whatIsNotThereIsADash() {
        assertThat(show.money(null)).isEqualTo("–");
        assertThat(show.count(null)).isEqualTo("–");
        assertThat(show.time(null)).isEqualTo("–");
        assertThat(show.words(null)).isEqualTo("–");
    }

    @Test
    void timesAreUtcAndSaySo() {
        assertThat(show.time("2026-03-10T11:05:59.123Z")).isEqualTo("2026-03-10 11:05 UTC");
        assertThat(show.until("2026-03-10T12:00:00Z", Instant.parse("2026-03-10T11:18:30Z"))).isEqualTo("41 min");
        assertThat(show.until("2026-03-10T11:00:00Z", Instant.parse("2026-03-10T11:18:30Z"))).isEqualTo("0 min");
    }

    @Test
    void wordsOfTheApiAreReadable() {
        assertThat(show.words("hold-max_units-per-hour")).isEqualTo("hold max units per hour");
        assertThat(show.cloud("gcp")).isEqualTo("Google Cloud");
        assertThat(show.cloud("another")).isEqualTo("another");
        assertThat(show.mood("accepted")).isEqualTo("good");
        assertThat(show.mood("unknown")).isEqualTo("warn");
        assertThat(show.mood("rejected")).isEqualTo("bad");
        assertThat(show.mood("written_off")).isEmpty();
    }
}
