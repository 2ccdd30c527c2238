package io.meterbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MigrationsTest {

    private static final TestServer SERVER = TestServer.running();

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void aSecondRunFindsNothingToDo() {
        var again =
                Migrations.of(new DriverManagerDataSource(DATABASE.url(), TestServer.LOGIN, ""))
                        .migrate();

        assertThat(again.migrationsExecuted).isZero();
        assertThat(again.success).isTrue();
    }

    @Test
    void theyNeedNoRightToMakeRolesWhenAnAdministratorMadeAndGrantedThem() {
        var administrator = SERVER.superuser();
        administrator.sql("create role plain_login login").update();
        administrator.sql("grant meterbridge_seller, meterbridge_worker to plain_login").update();
        var url = SERVER.newDatabase(false);
        administrator.sql("alter database %s owner to plain_login"
                .formatted(url.substring(url.lastIndexOf('/') + 1))).update();

        var result = Migrations.of(new DriverManagerDataSource(url, "plain_login", "")).migrate();

        assertThat(result.success).isTrue();
        SERVER.drop(url);
    }

    @Test
    void theClockTablesAreQuartzsOwn() {
        var tables = DATABASE.ownerJdbc()
                .sql("select tablename from pg_tables where tablename like 'qrtz%' order by 1")
                .query(String.class).list();

        assertThat(tables)
                .hasSize(11)
                .contains("qrtz_triggers", "qrtz_locks", "qrtz_scheduler_state");
    }

    @Test
    void theClockTablesAreTheWorkersAlone() {
        for (var table : List.of("qrtz_locks", "qrtz_triggers")) {
            assertThatCode(() -> DATABASE.workerJdbc().sql("delete from " + table).update())
                    .doesNotThrowAnyException();
            assertThatThrownBy(
                            () ->
                                    DATABASE.sellerJdbc()
                                            .sql("select * from " + table)
                                            .query()
                                            .listOfRows())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }
}
