package io.meterbridge.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Report files as marketplaces write them, and files that are none. */
class ReportFileTest {

    @Test
    void moneyOfAnAgreementIsAddedUpAndRefundsAreTakenOff() {
        var lines = ReportFile.read("""
                \uFEFFagreement_id,Product Title,usage_period_start_date,usage_period_end_date,gross_revenue,gross_refund,currency\r
                agmt-1,"Search, large",2026-03-01,2026-03-31,120.50,0,USD\r
                agmt-1,"Search, ""large\""",2026-03-01,2026-03-31,0,-20.25,usd\r
                \r
                agmt-2,Search,2026-03-01,2026-03-31,1.00,,USD""");

        assertThat(lines).containsExactly(
                new ReportLine(key("agmt-1", "", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"), null,
                        new BigDecimal("100.25"), "USD"),
                new ReportLine(key("agmt-2", "", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"), null,
                        new BigDecimal("1.00"), "USD"));
    }

    @Test
    void unitsOfAnEntitlementAreTakenByTheHourAndByTheDay() {
        var lines = ReportFile.read("""
                entitlement_id,metric,usage_quantity,cust_charges,currency,min_usage_start_time,max_usage_start_time
                e-1,units,125,1.25,USD,2026-03-10T08:00:00Z,2026-03-10T08:00:00Z
                e-1,units,3,,,2026-03-11,""");

        assertThat(lines).containsExactly(
                new ReportLine(key("e-1", "units", "2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z"),
                        new BigDecimal("125"), new BigDecimal("1.25"), "USD"),
                new ReportLine(key("e-1", "units", "2026-03-11T00:00:00Z", "2026-03-12T00:00:00Z"),
                        new BigDecimal("3"), null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                      | line 1: there is no line of column names
            a,b                                                     | line 1: one of these columns is needed: agreement_id
            agreement_id,usage_start                                | line 1: a column of units or of money is needed
            agreement_id,usage_start,units;,2026-03-01,1            | line 2: it names no buyer
            agreement_id,usage_start,units;a,,1                     | line 2: it tells no time
            agreement_id,usage_start,units;a,2026-03-01,            | line 2: it tells no time, or neither
            agreement_id,usage_start,units;a,2026-03-01,1e9         | line 2: '1e9' is no number
            agreement_id,usage_start,units;a,yesterday,1            | line 2: 'yesterday' is no day
            agreement_id,usage_start,amount;a,2026-03-01,1          | line 2: its money has no currency
            agreement_id,usage_start,units;"a,2026-03-01,1          | line 2: a quote is not closed
            agreement_id,usage_start,units;a,2026-02-30,1           | line 2: '2026-02-30' is no day
            agreement_id,usage_start,units;a,9999-01-01,1           | line 2: '9999-01-01' is no day
            agreement_id,usage_start,amount,currency;a,2026-03-01,1,USD;a,2026-03-01,1,EUR | two currencies for a
            """)
    void whatCannotBeTakenIsNamedWithItsLine(String file, String message) {
        assertThatThrownBy(() -> ReportFile.read(file.replace(';', '\n'))).isInstanceOf(UnreadableReport.class)
                .hasMessageContaining(message);
    }

    private static ReportLine.Key key(String identity, String dimension, String from, String to) {
        return new ReportLine.Key(identity, dimension, Instant.parse(from), Instant.parse(to));
    }
}
