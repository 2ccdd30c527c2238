package io.meterbridge.console.store;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows as pages read them: values by column, times as instants. */
final class Rows {

    private Rows() {
    }

    static List<Map<String, Object>> of(JdbcClient.StatementSpec statement) {
        return statement.query((row, number) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                var type = row.getMetaData().getColumnType(column);
                var isTime = type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE;
                var value = isTime ? row.getObject(column, OffsetDateTime.class) : row.getObject(column);
                values.put(row.getMetaData().getColumnLabel(column),
                        value instanceof OffsetDateTime time ? time.toInstant() : value);
            }
            return values;
        }).list();
    }
}
