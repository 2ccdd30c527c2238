package io.meterbridge.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** JSON as Orb writes it: times with a numeric offset, money as plain decimal text. */
final class OrbJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private OrbJson() {
    }

    /** Something that writes one JSON value. */
    interface Content {

        void writeTo(JsonGenerator json) throws IOException;
    }

    static byte[] bytes(Content content) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var json = FACTORY.createGenerator(bytes)) {
            content.writeTo(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** All its digits, but no zeros behind the second decimal that carry nothing. */
    static String money(BigDecimal amount) {
        if (amount.scale() <= 2) {
            return amount.toPlainString();
        }
        var stripped = amount.stripTrailingZeros();
        return stripped.setScale(Math.max(2, stripped.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    static void writeTime(JsonGenerator json, String name, Instant instant) throws IOException {
        if (instant == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, time(instant));
        }
    }

    static void writeNulls(JsonGenerator json, String... names) throws IOException {
        for (var name : names) {
            json.writeNullField(name);
        }
    }

    static void writeEmptyArrays(JsonGenerator json, String... names) throws IOException {
        for (var name : names) {
            json.writeArrayFieldStart(name);
            json.writeEndArray();
        }
    }

    static void writeEmptyObject(JsonGenerator json, String name) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeEndObject();
    }
}
