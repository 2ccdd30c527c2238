package io.meterbridge.console;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page shows of a reconciliation: all totals, and the first lines with more to say than that less than a unit is
 * left. The lines may be a hundred thousand, so they are read one by one.
 *
 * @param count  of all lines
 * @param lines  the first of those
 * @param totals by currency
 */
public record ReconciledMonth(String from, String to, long count, List<Data> lines, List<Data> totals) {

    private static final int LINES_MAX = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    static ReconciledMonth read(InputStream report) throws IOException {
        String from = null;
        String to = null;
        long count = 0;
        var lines = new ArrayList<Data>();
        var totals = new ArrayList<Data>();
        try (var parser = JSON.createParser(report)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "from" -> from = parser.getText();
                    case "to" -> to = parser.getText();
                    case "count" -> count = parser.getLongValue();
                    case "results" -> {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            JsonNode line = JSON.readTree(parser);
                            if (lines.size() < LINES_MAX && saysMore(line)) {
                                lines.add(new Data(line));
                            }
                        }
                    }
                    case "totals" -> {
                        JsonNode all = JSON.readTree(parser);
                        all.forEach(total -> totals.add(new Data(total)));
                    }
                    default -> parser.skipChildren();
                }
            }
        }
        return new ReconciledMonth(from, to, count, lines, totals);
    }

    private static boolean saysMore(JsonNode line) {
        return hasReason(line.at("/orb_accepted/classes")) || hasReason(line.at("/accepted_marketplace/classes"));
    }

    private static boolean hasReason(JsonNode classes) {
        return classes.size() > (classes.has("remainder") ? 1 : 0);
    }
}
