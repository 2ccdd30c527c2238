package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

    /** The cases of RFC 7396, appendix A, whose two sides are objects. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":"b"}           | {"a":"c"}                   | {"a":"c"}
            {"a":"b"}           | {"b":"c"}                   | {"a":"b","b":"c"}
            {"a":"b"}           | {"a":null}                  | {}
            {"a":"b","b":"c"}   | {"a":null}                  | {"b":"c"}
            {"a":["b"]}         | {"a":"c"}                   | {"a":"c"}
            {"a":"c"}           | {"a":["b"]}                 | {"a":["b"]}
            {"a":{"b":"c"}}     | {"a":{"b":"d","c":null}}    | {"a":{"b":"d"}}
            {"a":[{"b":"c"}]}   | {"a":[1]}                   | {"a":[1]}
            {"e":null}          | {"a":1}                     | {"e":null,"a":1}
            {}                  | {"a":{"bb":{"ccc":null}}}   | {"a":{"bb":{}}}
            """)
    void aChangeIsMergedByRfc7396(String stored, String change, String merged) {
        assertThat(Bodies.merge((ObjectNode) ApiClient.parse(stored), ApiClient.parse(change)))
                .isEqualTo(ApiClient.parse(merged));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-31T23:59:60Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00"})
    void whatCannotBeAnInstantIsRefused(String text) {
        assertThatThrownBy(() -> Bodies.instant("/at", text)).isInstanceOf(ProblemException.class);
    }
}
