package io.meterbridge.api.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.Utc;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.reconciliation.Booked;
import io.meterbridge.reconciliation.MarketplaceDifference;
import io.meterbridge.reconciliation.OrbDifference;
import io.meterbridge.reconciliation.Standing;
import io.meterbridge.reconciliation.Told;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A row of {@code reconciliation/accounts.sql} as lines, one for each dimension. Orb's cost is not split by dimension:
 * others than the account's present one stand for what was told under them, the present one for all the rest.
 */
final class ReconciledAccount {

    private final ResultSet row;
    private final Map<String, Told> told;
    private final Map<String, Booked> booked;
    private final String dimension;
    private final BigDecimal unitPrice;
    private final boolean isReported;

    private ReconciledAccount(ResultSet row, ApiJson json) throws SQLException {
        this.row = row;
        this.dimension = row.getString("dimension");
        this.unitPrice = row.getBigDecimal("unit_price");
        this.isReported = Utc.read(row, "reported_until") != null;
        this.told = told(json.read(row.getString("told")));
        this.booked = booked(json.read(row.getString("booked")));
    }

    /** The lines of a row, those of other dimensions first. */
    static List<ReconciliationLine> lines(ResultSet row, ApiJson json) throws SQLException {
        var account = new ReconciledAccount(row, json);
        var lines = new ArrayList<ReconciliationLine>();
        var others = BigDecimal.ZERO;
        for (var name : account.names()) {
            if (!name.equals(account.dimension)) {
                var settled = account.toldOf(name).settled();
                others = others.add(settled);
                var zero = account.standing(BigDecimal.ZERO);
                lines.add(account.line(name, zero, account.standing(settled), zero, BigDecimal.ZERO));
            }
        }
        lines.add(account.present(others));
        return lines;
    }

    private List<String> names() {
        var names = new LinkedHashMap<String, Boolean>();
        told.keySet().forEach(name -> names.put(name, true));
        booked.keySet().forEach(name -> names.put(name, true));
        return List.copyOf(names.keySet());
    }

    private Told toldOf(String name) {
        return told.getOrDefault(name, Told.NOTHING);
    }

    private Standing standing(BigDecimal net) {
        return new Standing(net, BigDecimal.ZERO, BigDecimal.ZERO, unitPrice);
    }

    private ReconciliationLine present(BigDecimal others) throws SQLException {
        var toldLater = row.getBigDecimal("settled_later");
        var inside = told.values().stream().map(Told::settled).reduce(BigDecimal.ZERO, BigDecimal::add);
        var settledAfter = row.getBigDecimal("settled_now").subtract(toldLater);
        var settledBefore = settledAfter.subtract(inside);
        var after = at("net_after", "included_after", settledAfter, unitPrice);
        var now = at("net_now", "included_now", row.getBigDecimal("settled_now"), unitPrice);
        var before = before(settledBefore);
        return line(dimension, before, new Standing(after.net().subtract(others), after.included(), after.open(),
                after.unitPrice()), now, toldLater);
    }

    private Standing at(String net, String included, BigDecimal settled, BigDecimal price) throws SQLException {
        var cost = row.getBigDecimal(net);
        var paid = row.getBigDecimal(included);
        return new Standing(cost, paid, cost.subtract(paid).subtract(settled), price);
    }

    /** Nobody looked before: an account that began inside stood at nothing, an older one is taken for settled. */
    private Standing before(BigDecimal settled) throws SQLException {
        var price = row.getBigDecimal("price_before");
        if (row.getBigDecimal("net_before") != null) {
            return at("net_before", "included_before", settled, price);
        }
        if (row.getBoolean("began_inside")) {
            return new Standing(BigDecimal.ZERO, BigDecimal.ZERO, settled.negate(), price);
        }
        var included = row.getBigDecimal("included_after");
        return new Standing(settled.add(included), included, BigDecimal.ZERO, price);
    }

    private ReconciliationLine line(String name, Standing before, Standing after, Standing now, BigDecimal toldLater)
            throws SQLException {
        var what = toldOf(name);
        var difference = OrbDifference.of(before, after, now, toldLater, what);
        var report = booked.containsKey(name) ? booked.get(name)
                : isReported ? new Booked(BigDecimal.ZERO, null) : null;
        return new ReconciliationLine(row.getObject("account_id", UUID.class), row.getString("orb_subscription_id"),
                row.getObject("contract_id", UUID.class), null, row.getString("cloud"), name,
                row.getString("currency"), Utc.read(row, "from_at"), Utc.read(row, "to_at"),
                after.net().subtract(before.net()), what.acceptedUnits(), what.accepted(), what.byHand(),
                report == null ? null : report.units(),
                report == null ? null : MarketplaceDifference.amountOf(what, report, unitPrice),
                ReconciliationLine.Explained.of(difference),
                report == null ? null : ReconciliationLine.Explained.of(
                        MarketplaceDifference.of(what, report, unitPrice)));
    }

    private static Map<String, Told> told(JsonNode rows) {
        var sums = new LinkedHashMap<String, Told>();
        rows.forEach(sum -> sums.put(sum.get("dimension").asText(), new Told(of(sum, "accepted_units"),
                of(sum, "accepted"), of(sum, "correction"), of(sum, "held"), of(sum, "on_the_way"),
                of(sum, "unknown"), of(sum, "foreign_usage"), of(sum, "shadow"), of(sum, "written_off"),
                of(sum, "refused"), of(sum, "by_hand_units"), of(sum, "by_hand"), of(sum, "not_reported"))));
        return sums;
    }

    private static Map<String, Booked> booked(JsonNode rows) {
        var sums = new LinkedHashMap<String, Booked>();
        rows.forEach(sum -> {
            var units = of(sum, "units");
            var amount = of(sum, "amount");
            // lines that tell units and lines that tell money cannot be added up
            if (units != null || amount != null) {
                sums.put(sum.get("dimension").asText(), new Booked(units, amount));
            }
        });
        return sums;
    }

    private static BigDecimal of(JsonNode sum, String name) {
        var text = sum.get(name);
        return text == null || text.isNull() ? null : new BigDecimal(text.asText());
    }
}
