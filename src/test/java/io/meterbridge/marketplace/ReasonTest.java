package io.meterbridge.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import org.junit.jupiter.api.Test;

@Proves("R-28")
class ReasonTest {

    @Test
    void everyReasonHasItsOwnWord() {
        assertThat(Reason.values()).extracting(Reason::code).doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    }
}
