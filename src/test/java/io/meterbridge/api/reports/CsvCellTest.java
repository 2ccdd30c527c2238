package io.meterbridge.api.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvCellTest {

    @ParameterizedTest
    @MethodSource("cells")
    void isTextWhateverStandsInIt(Object value, String cell) {
        assertThat(CsvCell.of(value)).isEqualTo(cell);
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of(null, ""),
                Arguments.of("", ""),
                Arguments.of("Northwind", "Northwind"),
                Arguments.of("Northwind, Inc.", "\"Northwind, Inc.\""),
                Arguments.of("the \"best\"", "\"the \"\"best\"\"\""),
                Arguments.of("two\nlines", "\"two\nlines\""),
                Arguments.of(" padded ", "\" padded \""),
                // numbers are no formulas
                Arguments.of("-0.10", "-0.10"),
                Arguments.of(12, "12"),
                Arguments.of(true, "true"),
                // what a spreadsheet would run
                Arguments.of("=1+1", "'=1+1"),
                Arguments.of("=HYPERLINK(\"http://evil\",\"x\")", "\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\""),
                Arguments.of("+1-555", "'+1-555"),
                Arguments.of("-1+cmd", "'-1+cmd"),
                Arguments.of("@SUM(A1)", "'@SUM(A1)"),
                Arguments.of("|calc", "'|calc"),
                Arguments.of("%0A", "'%0A"),
                Arguments.of("  =1", "'  =1"),
                Arguments.of("\t=1", "\"'\t=1\""),
                Arguments.of("\tx", "\"'\tx\""),
                Arguments.of("\rx", "\"'\rx\""),
                Arguments.of("\n=1", "\"'\n=1\""),
                Arguments.of("\uFF1D1", "'\uFF1D1"),
                Arguments.of("-12e5", "'-12e5"));
    }
}
