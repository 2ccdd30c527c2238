package io.meterbridge.proof;

import io.meterbridge.proof.EndCase.Trouble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of lost money, one cell for each way to end. */
final class FinalUsageTable {

    private final Map<String, List<String>> rows = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();
    private int cells;
    private int zeros;

    void add(EndCase end, EndedContract contract) {
        var row = rows.computeIfAbsent("%s, %s, heard +%d, in Orb +%d".formatted(end.cloud(), end.when().text,
                end.heardAfter(), end.reportedAfter()), key -> new ArrayList<>());
        cells++;
        zeros += contract.lost().signum() == 0 ? 1 : 0;
        row.add(cell(end, contract));
    }

    private String cell(EndCase end, EndedContract contract) {
        if (contract.unknown().signum() > 0) {
            return "0, %s for a human".formatted(contract.unknown());
        }
        if (contract.lost().signum() == 0) {
            return "0";
        }
        if (!reasons.contains(end.excuse())) {
            reasons.add(end.excuse());
        }
        return "%s (%d)".formatted(contract.lost(), reasons.indexOf(end.excuse()) + 1);
    }

    void write() {
        var proof = Proof.of("final-usage", "Money lost when a contract ends, in USD, of 1.20 an hour before the end "
                + "and 3.37 reported after it. Simulated time over the classes that decide.");
        proof.figure("ways to end", cells).figure("of them nothing lost", zeros);
        for (int reason = 0; reason < reasons.size(); reason++) {
            proof.figure("reason " + (reason + 1), reasons.get(reason));
        }
        var columns = new ArrayList<String>();
        for (var trouble : Trouble.values()) {
            columns.add(trouble.text);
        }
        proof.figure("**the end**", String.join(" / ", columns));
        rows.forEach((row, cells) -> proof.figure(row, String.join(" / ", cells)));
        proof.write();
    }
}
