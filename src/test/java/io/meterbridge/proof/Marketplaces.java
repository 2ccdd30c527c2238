package io.meterbridge.proof;

import io.meterbridge.sandbox.AcceptedAzureUsage;
import io.meterbridge.sandbox.AcceptedUsage;
import io.meterbridge.sandbox.FaultKind;
import io.meterbridge.sandbox.FaultScript;
import io.meterbridge.sandbox.ReportedUsage;
import io.meterbridge.sandbox.Sandbox;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The simulated marketplaces of a sandbox, asked as one. */
final class Marketplaces {

    /** Azure's metering call; the same fault script serves its reading calls too. */
    static final String AZURE_BATCH = "/api/batchUsageEvent";

    private final Sandbox sandbox;

    Marketplaces(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Everything that any of them would bill. */
    List<Billed> billed() {
        var billed = new ArrayList<Billed>();
        sandbox.aws().accepted().forEach(usage -> billed.add(Billed.by(usage)));
        sandbox.azure().accepted().forEach(usage -> billed.add(Billed.by(usage)));
        sandbox.google().accepted().forEach(usage -> billed.add(Billed.by(usage)));
        return billed;
    }

    /** Records of each that came in more than once. */
    Map<String, Long> receivedAgain() {
        return perCloud(
                sandbox.aws().accepted().stream().map(AcceptedUsage::timesReceived),
                sandbox.azure().accepted().stream().map(AcceptedAzureUsage::timesReceived),
                sandbox.google().accepted().stream().map(ReportedUsage::timesReceived));
    }

    private static Map<String, Long> perCloud(Stream<Integer> aws, Stream<Integer> azure, Stream<Integer> google) {
        return new TreeMap<>(Map.of("aws", several(aws), "azure", several(azure), "gcp", several(google)));
    }

    private static long several(Stream<Integer> timesReceived) {
        return timesReceived.filter(times -> times > 1).count();
    }

    /** What goes wrong where usage is sent to. */
    Map<String, FaultScript> metering() {
        return Map.of("aws", sandbox.aws().faults(), "azure", sandbox.azure().faults(),
                "gcp", sandbox.google().reportFaults());
    }

    /** What goes wrong where the way there begins: tokens and checks. */
    List<FaultScript> before() {
        return List.of(sandbox.entra().faults(), sandbox.google().tokenFaults(), sandbox.google().checkFaults());
    }

    void calm() {
        metering().values().forEach(FaultScript::calm);
        before().forEach(FaultScript::calm);
    }

    /** How often each kind of fault struck where usage was sent to. */
    Map<String, Map<FaultKind, Long>> faults() {
        return metering().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                script -> script.getValue().fired(), (one, other) -> one, TreeMap::new));
    }

    /** Records of each cloud. */
    static Map<String, Long> count(List<Billed> billed) {
        return billed.stream().collect(
                Collectors.groupingBy(one -> one.slot().cloud(), TreeMap::new, Collectors.counting()));
    }

    /** Units of each cloud. */
    static Map<String, BigDecimal> units(List<Billed> billed) {
        return billed.stream().collect(Collectors.groupingBy(one -> one.slot().cloud(), TreeMap::new,
                Collectors.reducing(BigDecimal.ZERO, Billed::quantity, BigDecimal::add)));
    }
}
