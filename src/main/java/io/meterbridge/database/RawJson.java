package io.meterbridge.database;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** JSON text that goes into a row as it is, not as a string. */
public record RawJson(@JsonRawValue @JsonValue String text) {
}
