package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.meterbridge.Proves;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Random lives of accounts against a small model of Orb, of contracts, of a ledger and of a
 * marketplace. Each life is checked after every step and, at its end, against a twin to whom
 * nothing bad ever happened. The same lives, lived under one wrong rule, have to fail.
 */
class AccountHoursPropertyTest {

    private static final boolean PROOF = Boolean.getBoolean("proof");
    private static final long HOURS = PROOF ? 1_000_000 : 20_000;
    private static final long FIRST_SEED = 20261101;

    @Test
    @Proves({
        "M-01", "M-02", "M-03", "M-07", "M-08", "M-10", "M-11", "M-12", "M-13", "M-14", "M-15",
        "M-19", "M-20", "R-01", "R-02", "R-03", "R-04", "R-05", "R-07", "R-10", "R-13", "R-21"
    })
    void everyLifeBillsExactlyWhatWasSpent() throws IOException {
        long began = System.nanoTime();
        var tally = new LifeTally();
        for (long seed = FIRST_SEED; tally.hours < HOURS; seed++) {
            tally.add(live(seed, new BillingRules() {}));
        }
        long seconds = (System.nanoTime() - began) / 1_000_000_000;
        assertThat(tally.unknowns).isPositive();
        assertThat(tally.corrections).isPositive();
        assertThat(tally.renewals).isPositive();
        assertThat(tally.oldMonthRecords).isPositive();
        if (PROOF) {
            var table = Path.of("target", "proof", "property.md");
            Files.createDirectories(table.getParent());
            Files.writeString(table, tally.markdown(seconds));
        }
    }

    static Stream<WrongRule> wrongRules() {
        return Stream.of(WrongRule.values());
    }

    @ParameterizedTest
    @MethodSource("wrongRules")
    @Proves({"M-01", "M-03", "M-08", "M-12", "M-13", "M-15"})
    void noWrongRuleSurvives(WrongRule wrong) {
        long hours = 0;
        for (long seed = FIRST_SEED; hours < 20_000; seed++) {
            try {
                hours += live(seed, wrong.rules()).hours;
            } catch (AssertionError found) {
                return;
            }
        }
        fail("nothing noticed: " + wrong);
    }

    private static LifeTally live(long seed, BillingRules rules) {
        try {
            var script = LifeScript.of(seed);
            var life = new AccountLife(script, rules, false);
            life.live();
            var twin = new AccountLife(script, rules, true);
            twin.live();
            assertThat(life.accepted().subtract(twin.accepted()).abs())
                    .as("R-03 as if nothing had ever been missed, repeated or late")
                    .isLessThan(life.dearestUnit().max(twin.dearestUnit()));
            return life.tally;
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
