package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every way in which a contract can end, on each cloud: nothing is lost as long as the marketplace's rules leave a
 * moment in which it could have been told.
 */
@Proves({"M-10", "M-11", "M-16", "M-24", "R-13", "R-21", "R-27"})
class FinalUsageMatrixTest {

    @Test
    void nothingIsLostAsLongAsTheRulesLeaveAMoment() {
        var table = new FinalUsageTable();
        var wrong = new ArrayList<String>();
        for (var end : EndCase.all()) {
            var contract = new EndedContract(end).live();
            table.add(end, contract);
            wrong.addAll(problems(end, contract));
        }

        assertThat(wrong).isEmpty();
        table.write();
    }

    private static List<String> problems(EndCase end, EndedContract contract) {
        var problems = new LinkedHashMap<String, Boolean>();
        var lost = contract.lost();
        problems.put("lost " + lost, lost.signum() > 0 && end.excuse() == null);
        problems.put("more was billed than spent", lost.signum() < 0);
        problems.put("the cloud booked what the ledger does not know", contract.cloud().units()
                != contract.ledger().acceptedUnits() + contract.ledger().bookedUnknownUnits());
        problems.put("told " + contract.told() + " of " + lost, contract.knewAll()
                ? contract.told().setScale(2, RoundingMode.FLOOR).compareTo(lost.max(BigDecimal.ZERO)) != 0
                : contract.told().compareTo(lost.add(new BigDecimal("0.01"))) > 0);
        problems.put("is not closed", !contract.isClosed() && contract.unknown().signum() == 0);
        problems.put("unknown " + contract.unknown(),
                contract.unknown().signum() > 0 && !(end.cloud().equals("gcp") && isDoubtful(end)));
        return problems.entrySet().stream().filter(Map.Entry::getValue).map(each -> end + ": " + each.getKey())
                .toList();
    }

    /** Google does not say what it booked; when resends are used up a human does. */
    private static boolean isDoubtful(EndCase end) {
        return switch (end.trouble()) {
            case UNKNOWN_BOOKED, UNKNOWN_LOST, CRASH_59 -> true;
            default -> false;
        };
    }
}
