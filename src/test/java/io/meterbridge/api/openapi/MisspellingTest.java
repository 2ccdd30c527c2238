package io.meterbridge.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspellingTest {

    private static final List<String> KNOWN = List.of("usage_dimension", "unit_price", "plan", "hold", "end_at");

    @ParameterizedTest
    @CsvSource({"usage_dimenson,usage_dimension", "usage_dimesnion,usage_dimension", "unitPrice,unit_price",
            "unit-price,unit_price", "Unit_Prise,unit_price", "plans,plan", "hodl,hold", "end_att,end_at"})
    void aSlipOfThePenIsFound(String written, String meant) {
        assertThat(Misspelling.of(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start_at", "price", "cloud", "dimension", "planet", "x"})
    void anotherWordIsLeftAlone(String written) {
        assertThat(Misspelling.of(written, KNOWN)).isEmpty();
    }
}
