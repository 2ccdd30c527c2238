package io.meterbridge.alarm;

/** What may need somebody. Each kind is one statement of {@code sql/alarm}; the codes are public interface. */
public enum AlarmKind {

    /** Records that wait for long to be sent. */
    UNSENT("unsent"),
    /** Records of which nobody knows whether they were booked. */
    UNKNOWN("unknown"),
    /** Records that wait for a human. */
    HELD("held"),
    /** Records whose hour closes before they are sent. */
    CLOSING_WINDOW("closing-window"),
    /** Contracts that ended and are not closed, shortly before the marketplace takes nothing more, or after it. */
    FINAL_USAGE("final-usage"),
    /** Accounts whose cost cannot be read: not the same as no usage. */
    COST_UNREAD("cost-unread"),
    /** Accounts that are read and cost nothing more, though they did. */
    NO_USAGE("no-usage"),
    /** Live contracts that nobody meters. */
    MAPPING("mapping"),
    /** Accounts that are read but not billed until somebody acts. */
    ACCOUNT_STOPPED("account-stopped"),
    /** Accounts that were stopped because their ledger does not add up. */
    BROKEN_PROOF("broken-proof"),
    /** Credentials that Orb or a marketplace refuses. */
    CREDENTIALS("credentials"),
    /** Hours with far more units than usual; nothing is held for that unless the listing wants it. */
    ABNORMAL_HOUR("abnormal-hour"),
    /** Clocks that differ from ours; the operator's alone. */
    CLOCK_SKEW("clock-skew");

    private final String code;

    AlarmKind(String code) {
        this.code = code;
    }

    /** The kind as the API and metrics spell it, and the name of its statement. */
    public String code() {
        return code;
    }

    /** Whether it is about the installation, so that no seller is told. */
    boolean isTheOperatorsAlone() {
        return this == CLOCK_SKEW;
    }
}
