package io.meterbridge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes keep to the house's rules, and the rules can tell when routes do not. */
class RouteFilesTest {

    private static final Path ROUTES = Path.of("routes");
    private static final Path BAD = Path.of("src/test/resources/bad-routes");

    @ParameterizedTest
    @EnumSource
    void everyRouteKeepsToTheRules(RouteCheck check) {
        assertThat(check.complaintsAbout(RouteFile.allIn(ROUTES))).isEmpty();
    }

    @Test
    void thereAreRoutesToCheck() {
        assertThat(RouteFile.allIn(ROUTES)).flatMap(RouteFile::routes).isNotEmpty();
    }

    /** Each bad file breaks one rule; that rule complains, and no other one does. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            good                  |                  |
            unknown-step          | SCHEMA           | 'jump'
            quoted-boolean        | SCHEMA           | boolean
            unknown-option        | ENDPOINT_OPTIONS | tiemout
            bad-option-value      | ENDPOINT_OPTIONS | often
            unknown-dynamic-option| ENDPOINT_OPTIONS | httpMehtod
            query-string          | NO_QUERY_STRINGS | timer:look?period=1000
            sql-in-route          | SQL_FILES        | sql:select
            missing-sql-file      | SQL_FILES        | sql/ledger/nonsense.sql
            unknown-setting       | SETTINGS         | meterbridge.orb.patience
            other-default         | SETTINGS         | is 30000 in application.yaml, not 7
            missing-route         | CALLED_ROUTES    | direct:nowhere
            same-route-id         | UNIQUE_IDS       | hour-look
            same-step-id          | UNIQUE_IDS       | say-so
            no-route-id           | NAMED_ROUTES     | has no id
            odd-route-id          | NAMED_ROUTES     | HourLook
            no-description        | NAMED_ROUTES     | has no description
            odd-step-id           | STEP_IDS         | to1_X
            no-header             | HEADERS          | nothing says what the route is for
            no-question           | HEADERS          | is no question
            no-failure            | HEADERS          | [in, out, why] instead of
            program               | PLAIN_LANGUAGES  | groovy hides a program
            open-choice           | CHOICES_END      | is-it-late
            """)
    void aBrokenRuleIsNoticed(String file, RouteCheck broken, String complaint) {
        var bad = List.of(RouteFile.read(BAD.resolve("10-" + file + ".camel.yaml")));

        for (var check : RouteCheck.values()) {
            if (check == broken) {
                assertThat(check.complaintsAbout(bad)).describedAs("%s", check)
                        .isNotEmpty().allMatch(each -> each.contains(complaint));
            } else {
                assertThat(check.complaintsAbout(bad)).describedAs("%s", check).isEmpty();
            }
        }
    }

    @Test
    void anOddFileNameIsNoticed() {
        var bad = List.of(RouteFile.read(BAD.resolve("Good.camel.yaml")));

        assertThat(RouteCheck.NAMED_ROUTES.complaintsAbout(bad))
                .containsExactly("Good.camel.yaml: a file is named like 21-submit-aws.camel.yaml");
    }

    @Test
    void anIdInTwoFilesIsNoticed() {
        var twice = List.of(RouteFile.read(BAD.resolve("10-good.camel.yaml")),
                RouteFile.read(BAD.resolve("Good.camel.yaml")));

        assertThat(RouteCheck.UNIQUE_IDS.complaintsAbout(twice))
                .contains("Good.camel.yaml: the id hour-look stands in 10-good.camel.yaml already");
    }
}
