package io.meterbridge.reconciliation;

/** A line of a report file cannot be taken; nothing of the file is. */
public final class UnreadableReport extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableReport(int line, String why) {
        super("line " + line + ": " + why);
    }
}
