package io.meterbridge.api.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** A report is made while it is read, row by row. */
class ReportStreamTest {

    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    @Test
    void onlyWhatIsReadIsMade() throws IOException {
        try (var stream = stream(endless())) {
            assertThat(stream.readNBytes(10_000)).hasSize(10_000);
            assertThat(taken.get()).isLessThan(100);
        }
        assertThat(ends).hasValue(1);
    }

    @Test
    void everyByteIsReadOnceWhateverTheReaderTakesAtATime() throws IOException {
        var whole = new String(stream(rows(50)).readAllBytes(), UTF_8);
        var bytewise = new StringBuilder();
        try (var stream = stream(rows(50))) {
            for (int next = stream.read(); next >= 0; next = stream.read()) {
                bytewise.append((char) next);
            }
            assertThat(stream.read(new byte[10], 0, 10)).isEqualTo(-1);
            assertThat(stream.read(new byte[10], 0, 0)).isZero();
        }

        assertThat(bytewise.toString()).isEqualTo(whole);
        assertThat(whole.lines()).hasSize(51);
    }

    @Test
    void aDatabaseThatIsLostHalfWayBreaksIt() throws IOException {
        var rows = rows(3);
        var stream = stream(new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (!rows.hasNext()) {
                    throw new DataAccessResourceFailureException("gone");
                }
                return true;
            }

            @Override
            public ReportRow next() {
                return rows.next();
            }
        });

        assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("broke off");
        stream.close();
        stream.close();
        assertThat(ends).as("given back once").hasValue(1);
        assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    private ReportStream<ReportRow> stream(Iterator<ReportRow> rows) {
        var format = new CsvReport();
        var begin = format.begin(new ReportTerms(Instant.EPOCH, Instant.EPOCH), List.of("team"));
        return new ReportStream<>(begin, rows, format::row, format::end, ends::incrementAndGet);
    }

    private Iterator<ReportRow> endless() {
        return LongStream.iterate(1, number -> number + 1).mapToObj(this::row).iterator();
    }

    private Iterator<ReportRow> rows(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(this::row).iterator();
    }

    private ReportRow row(long number) {
        taken.incrementAndGet();
        var id = new UUID(0, number);
        return new ReportRow(id, Instant.EPOCH, "aws", id, id, id, "Buyer", "units", "" + number, null,
                new BigDecimal("0.01"), new BigDecimal("0.01"), BigDecimal.ZERO, "USD", "accepted", null, "orb", true,
                "receipt", Instant.EPOCH, null, null, JsonNodeFactory.instance.objectNode().put("team", "north"));
    }
}
