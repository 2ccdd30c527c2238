package io.meterbridge.demo;

import io.meterbridge.metering.MeteringHour;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an hour came to, a line per cloud. */
record DemoTable(MeteringHour hour, List<Map<String, Object>> rows) {

    /**
     * Adds an hour up.
     *
     * @param jdbc sees every seller's rows
     */
    static DemoTable of(JdbcClient jdbc, MeteringHour hour) {
        var rows = jdbc.sql("""
                select c.cloud, count(*) as contracts, sum(a.cost - a.baseline) as cost,
                       sum(r.quantity) as units, sum(r.value) as value,
                       sum(a.cost - a.baseline - a.included - a.committed - a.written_off) as balance,
                       count(*) filter (where r.status = 'accepted') as accepted
                from account a
                join account_contract ac on ac.account_id = a.id and ac.until_at is null
                join contract c on c.id = ac.contract_id
                left join metering_record r on r.account_id = a.id and r.hour = :hour
                where a.cursor_hour >= :hour
                group by c.cloud order by c.cloud""")
                .param("hour", hour.start().atOffset(ZoneOffset.UTC)).query().listOfRows();
        return new DemoTable(hour, rows);
    }

    void print() {
        Demo.say("");
        Demo.say("The hour " + hour.start() + ":");
        var format = "  %-8s %15s %14s %10s %14s %16s %9s";
        Demo.say(String.format(format, "cloud", "contracts read", "Orb cost", "units", "value",
                "balance carried", "accepted"));
        for (var row : rows) {
            Demo.say(String.format(format, row.get("cloud"), row.get("contracts"), money(row.get("cost")),
                    row.get("units"), money(row.get("value")), money(row.get("balance")), row.get("accepted")));
        }
    }

    private static String money(Object amount) {
        return amount == null ? "-" : ((BigDecimal) amount).stripTrailingZeros().toPlainString() + " USD";
    }
}
