package io.meterbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.Reason;
import io.meterbridge.metering.RecordMove;
import io.meterbridge.metering.RecordStatus;
import io.meterbridge.metering.RecordTransition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds docs/ledger.md against a migrated database and against the code that moves records. */
class LedgerDocTest {

    private static final Markdown PAGE = Markdown.read(Path.of("docs", "ledger.md"));
    private static final List<List<String>> STATUSES =
            PAGE.section("## Status of a metering record").rows();
    private static final Pattern ARROW = Pattern.compile("(?m)^ +(\\w+) --> (\\w+) :");
    private static final Pattern QUOTED = Pattern.compile("'([a-z_-]+)'");
    private static final long UNITS = 100;

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    @ParameterizedTest
    @ValueSource(strings = {"metering_record", "metering_attempt", "value_correction", "record_decision",
        "account"})
    void everyColumnIsExplained(String table) {
        var columns = DATABASE.ownerJdbc().sql("""
                select column_name from information_schema.columns
                where table_schema = current_schema() and table_name = :table order by ordinal_position""")
                .param("table", table).query(String.class).list();

        assertThat(names(PAGE.section("### Columns of `" + table + "`").rows()))
                .containsExactlyElementsOf(columns);
    }

    @Test
    void everyStatusIsExplained() {
        assertThat(names(STATUSES))
                .containsExactlyInAnyOrderElementsOf(checked("metering_record", "status"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(RecordStatus.values()).map(RecordStatus::code).toList());
    }

    @Test
    void thePageSaysWhichStatusesAreCommitted() {
        for (var status : RecordStatus.values()) {
            assertThat(cell(status, 1)).as(status.code()).isEqualTo(status.isCommitted() ? "yes" : "no");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one_record_per_identity_dimension_and_hour",
        "one_record_per_contract_dimension_and_hour"})
    void thePageSaysWhichStatusesKeepTheirSlot(String index) {
        var taken = quotedIn(one("select pg_get_indexdef(:name::regclass)", index));

        for (var status : RecordStatus.values()) {
            assertThat(cell(status, 2)).as(status.code())
                    .isEqualTo(taken.contains(status.code()) ? "yes" : "no");
        }
    }

    @Test
    void theDrawingHasTheArrowsOfTheTrigger() throws JsonProcessingException {
        var source = one("select pg_get_functiondef(:name::regproc)", "keep_frozen_records_as_they_are");
        var json = source.substring(source.indexOf("'{") + 1, source.indexOf("}'") + 1);
        var arrows = new TreeSet<String>();
        for (var from : new ObjectMapper().readTree(json).properties()) {
            from.getValue().forEach(to -> arrows.add(from.getKey() + " --> " + to.asText()));
        }

        assertThat(drawn()).containsExactlyElementsOf(arrows);
    }

    @Test
    void theAnswersTableIsWhatTheCodeDecides() {
        var rows = PAGE.section("## What an answer does").rows();

        for (var row : rows) {
            assertThat(Markdown.codeIn(row.get(1))).as("first: " + row.get(0))
                    .isEqualTo(words(move(row.get(0), false)));
            assertThat(Markdown.codeIn(row.get(2))).as("after an unanswered one: " + row.get(0))
                    .isEqualTo(words(move(row.get(0), true)));
        }
        assertThat(rows.stream().map(row -> row.get(0).split(",")[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(checked("metering_attempt", "outcome"));
    }

    @Test
    void answersMoveRecordsAlongDrawnArrowsOnly() {
        var reached = new TreeSet<String>();
        for (var row : PAGE.section("## What an answer does").rows()) {
            reached.add("sending --> " + move(row.get(0), false).to().code());
            reached.add("sending --> " + move(row.get(0), true).to().code());
        }

        assertThat(drawn().stream().filter(arrow -> arrow.startsWith("sending ")))
                .containsExactlyElementsOf(reached);
    }

    @Test
    void everyOutcomeOfAnAttemptIsNamed() {
        var outcome = PAGE.section("### Columns of `metering_attempt`").rows().stream()
                .filter(row -> row.get(0).equals("`outcome`")).findFirst().orElseThrow();

        assertThat(Markdown.codeIn(outcome.get(1)))
                .containsExactlyInAnyOrderElementsOf(checked("metering_attempt", "outcome"));
    }

    @Test
    void everyStateOfAnAccountIsExplained() {
        assertThat(names(PAGE.section("## State of an account").rows()))
                .containsExactlyInAnyOrderElementsOf(checked("account", "state"));
    }

    @Test
    void everyReasonIsExplained() {
        assertThat(names(PAGE.section("## Reasons").rows()))
                .containsExactlyElementsOf(Arrays.stream(Reason.values()).map(Reason::code).toList());
    }

    /** What the code does with the answer that a row of the table names. */
    private static RecordMove move(String row, boolean wasUncertain) {
        var word = row.split(",")[0];
        var outcome = Arrays.stream(Outcome.values())
                .filter(each -> each.code().equals(word)).findFirst().orElseThrow();
        var booked = row.endsWith("another quantity") ? Long.valueOf(UNITS - 1)
                : row.endsWith("same quantity") ? Long.valueOf(UNITS) : null;
        var answer = new Answer(new UUID(0, 1), outcome, word, null, null, booked, null, null);
        int together = row.endsWith("alone") ? 1 : 25;
        return new RecordTransition(Duration.ofSeconds(10), Duration.ofMinutes(5))
                .after(answer, wasUncertain, UNITS, 1, 25, together);
    }

    private static List<String> words(RecordMove move) {
        var words = new ArrayList<String>();
        words.add(move.to().code());
        switch (move.account()) {
            case PARK -> words.add("parked");
            case BLOCK -> words.add("blocked");
            case UNPARK -> words.add("metering");
            case NONE -> { }
        }
        return words;
    }

    private static Set<String> drawn() {
        var arrows = new TreeSet<String>();
        PAGE.section("## Status of a metering record").find(ARROW)
                .forEach(arrow -> arrows.add(arrow.group(1) + " --> " + arrow.group(2)));
        return arrows;
    }

    /** The values a column's check constraint allows. */
    private static Set<String> checked(String table, String column) {
        return quotedIn(one("select pg_get_constraintdef(oid) from pg_constraint where conname = :name",
                table + "_" + column + "_check"));
    }

    private static String one(String statement, String name) {
        return DATABASE.ownerJdbc().sql(statement).param("name", name).query(String.class).single();
    }

    private static Set<String> quotedIn(String definition) {
        var words = new HashSet<String>();
        QUOTED.matcher(definition).results().forEach(match -> words.add(match.group(1)));
        return words;
    }

    private static String cell(RecordStatus status, int column) {
        return STATUSES.stream().filter(row -> row.get(0).equals("`" + status.code() + "`"))
                .findFirst().orElseThrow().get(column);
    }

    private static List<String> names(List<List<String>> rows) {
        return rows.stream().map(row -> Markdown.codeIn(row.get(0))).flatMap(List::stream).toList();
    }
}
