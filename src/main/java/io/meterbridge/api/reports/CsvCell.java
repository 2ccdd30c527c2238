package io.meterbridge.api.reports;

import java.util.regex.Pattern;

/**
 * One cell of a CSV file (RFC 4180). A spreadsheet takes a cell that begins with certain characters for a
 * formula and runs it, and what stands in a cell may come from a buyer; so such a cell gets an apostrophe in
 * front, which spreadsheets show as text. A plain number is no formula, whatever its sign.
 */
final class CsvCell {

    private static final Pattern FORMULA = Pattern.compile("^\\s*[=+\\-@|%\\uFF1D\\uFF0B\\uFF0D\\uFF20].*",
            Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern QUOTED = Pattern.compile(".*[\",;\\r\\n\\t].*", Pattern.DOTALL);

    private CsvCell() {
    }

    /** The cell's text as it stands in the file; null is an empty cell. */
    static String of(Object value) {
        if (value == null) {
            return "";
        }
        var text = value.toString();
        boolean isFormula = !NUMBER.matcher(text).matches()
                && (FORMULA.matcher(text).matches() || text.startsWith("\t") || text.startsWith("\r"));
        var safe = isFormula ? "'" + text : text;
        return QUOTED.matcher(safe).matches() || !safe.equals(safe.strip())
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
