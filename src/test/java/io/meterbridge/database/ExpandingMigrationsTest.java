package io.meterbridge.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Migrations expand: during a rolling update the version before still writes and reads, so what it uses stays as it
 * is. A column that nobody uses any more goes two versions later, and {@link #SINCE} moves on with it.
 */
class ExpandingMigrationsTest {

    /** The schema of the oldest version that may run beside this one. */
    private static final String SINCE = "015";

    private static final TestServer SERVER = TestServer.running();

    private static String url;
    private static Schema before;
    private static Schema now;

    /**
     * What a version relies on.
     *
     * @param columns of each table and view, with what may be left out or must not be null
     * @param rights  of the two roles on tables, columns and functions
     */
    private record Schema(Map<String, Column> columns, List<String> rights) {

        static Schema of(DataSource database) {
            var jdbc = JdbcClient.create(database);
            var columns = new TreeMap<String, Column>();
            jdbc.sql("""
                    select table_name || '.' || column_name, table_name, udt_name, is_nullable = 'YES',
                           column_default is not null or is_generated = 'ALWAYS' or is_identity = 'YES'
                    from information_schema.columns
                    where table_schema = 'public' and table_name not like 'flyway%'""")
                    .query(row -> {
                        columns.put(row.getString(1), new Column(row.getString(2), row.getString(3),
                                row.getBoolean(4), row.getBoolean(5)));
                    });
            return new Schema(columns, jdbc.sql("""
                    select grantee || ' may ' || privilege_type || ' ' || table_name || '.' || column_name
                    from information_schema.column_privileges
                    where table_schema = 'public' and grantee like 'meterbridge\\_%'
                    union
                    select grantee || ' may ' || privilege_type || ' ' || table_name
                    from information_schema.table_privileges
                    where table_schema = 'public' and grantee like 'meterbridge\\_%'
                    union
                    select 'anybody may call ' || p.oid::regprocedure
                    from pg_proc p where p.pronamespace = 'public'::regnamespace""").query(String.class).list());
        }

        /** What a version that was written for the other schema would stumble over here. */
        List<String> takenFrom(Schema other) {
            var tables = other.columns.values().stream().map(Column::table).toList();
            var gone = other.columns.keySet().stream().filter(name -> !columns.containsKey(name))
                    .map(name -> name + " is gone");
            var changed = other.columns.entrySet().stream().filter(column -> columns.containsKey(column.getKey()))
                    .flatMap(column -> columns.get(column.getKey()).differences(column));
            var demanded = columns.entrySet().stream()
                    .filter(column -> !other.columns.containsKey(column.getKey())
                            && tables.contains(column.getValue().table()) && column.getValue().demanded())
                    .map(column -> column.getKey() + " is demanded");
            var lost = other.rights.stream().filter(right -> !rights.contains(right)).map(right -> "no longer: " + right);
            return Stream.of(gone, changed, demanded, lost).flatMap(part -> part).toList();
        }
    }

    private record Column(String table, String type, boolean nullable, boolean filled) {

        boolean demanded() {
            return !nullable && !filled;
        }

        Stream<String> differences(Map.Entry<String, Column> old) {
            var type = type().equals(old.getValue().type()) ? Stream.<String>of()
                    : Stream.of(old.getKey() + " is another type");
            var demand = demanded() && !old.getValue().demanded() ? Stream.of(old.getKey() + " is demanded")
                    : !nullable && old.getValue().nullable() ? Stream.of(old.getKey() + " takes no null")
                    : Stream.<String>of();
            return Stream.concat(type, demand);
        }
    }

    @BeforeAll
    static void bothSchemas() {
        url = SERVER.newDatabase(false);
        var flyway = Migrations.of(database());
        Flyway.configure().configuration(flyway.getConfiguration()).target(SINCE).load().migrate();
        before = Schema.of(database());
        flyway.migrate();
        now = Schema.of(database());
    }

    @AfterAll
    static void drop() {
        SERVER.drop(url);
    }

    private static DataSource database() {
        return new DriverManagerDataSource(url, TestServer.LOGIN, "");
    }

    @Test
    void whatTheVersionBeforeUsesStaysAsItIs() {
        assertThat(before.columns().keySet()).contains("metering_record.quantity", "contract.orb_subscription_id");
        assertThat(before.rights()).contains("meterbridge_seller may SELECT metering_record");
        assertThat(now.columns()).hasSizeGreaterThan(before.columns().size());

        assertThat(now.takenFrom(before)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "alter table buyer rename column name to title | buyer.name is gone",
        "drop table webhook_endpoint cascade | webhook_endpoint.url is gone",
        "alter table listing alter column title type varchar(9) | listing.title is another type",
        "alter table contract alter column plan set not null | contract.plan is demanded",
        "alter table contract add column region text not null | contract.region is demanded",
        "revoke select on buyer from meterbridge_seller | no longer: meterbridge_seller may SELECT buyer",
        "alter function current_seller() rename to seller_now | no longer: anybody may call current_seller()"})
    void whatBreaksItIsFound(String statement, String complaint) {
        var manager = new JdbcTransactionManager(database());
        var found = new TransactionTemplate(manager).execute(transaction -> {
            transaction.setRollbackOnly();
            JdbcClient.create(manager.getDataSource()).sql(statement).update();
            return Schema.of(manager.getDataSource()).takenFrom(before);
        });

        assertThat(found).contains(complaint);
    }
}
