package io.meterbridge.bench;

import java.math.BigDecimal;
import java.util.List;

/**
 * What is metered: numbered accounts, a third of them on each cloud, all of one price. An account's cost grows by the
 * same amount every hour, so that what every marketplace must have booked in the end is known.
 *
 * @param accounts how many
 * @param sellers  whose; each has as many as the others
 */
record Workload(int accounts, int sellers) {

    static final List<String> CLOUDS = List.of("aws", "azure", "gcp");
    static final BigDecimal UNIT_PRICE = new BigDecimal("0.01");
    static final String DIMENSION = "usage_fee";

    private static final long MICROS_PER_UNIT = 10_000;

    static String cloud(int account) {
        return CLOUDS.get(account % CLOUDS.size());
    }

    int seller(int account) {
        return account % sellers;
    }

    static String subscription(int account) {
        return "sub-%08d".formatted(account);
    }

    static String awsAccount(int account) {
        return "%012d".formatted(account);
    }

    static String license(int account) {
        return "arn:aws:license-manager::294406891311:license:l-%032d".formatted(account);
    }

    static String azureSubscription(int account) {
        return "00000000-0000-4000-8000-%012d".formatted(account);
    }

    static String gcpConsumer(int account) {
        return "project_number:%d".formatted(account);
    }

    /** The account in an identifier of any of these kinds: its last digits, nine at most. */
    static int accountIn(String identifier) {
        int from = Math.max(identifier.lastIndexOf(':') + 1, identifier.length() - 9);
        return Integer.parseInt(identifier.substring(from));
    }

    /** Cost in millionths of a dollar after so many hours; hardly ever a whole number of units. */
    static long costMicros(int account, int hours) {
        return hours * (1_230_007 + account % 977 * 1_003L);
    }

    /** Units that are due by then. */
    static long units(int account, int hours) {
        return costMicros(account, hours) / MICROS_PER_UNIT;
    }
}
