package io.meterbridge.config;

/**
 * Meterbridge does not start, for a reason that its operator can remove. The log shows both
 * sentences instead of a stack trace.
 */
public class StartRefused extends RuntimeException {

    private final String remedy;

    /**
     * Refuses.
     *
     * @param reason what is wrong
     * @param remedy what the operator can do about it
     */
    public StartRefused(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    /** Refuses for a reason that another program gave. */
    public StartRefused(String reason, String remedy, Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    /** What the operator can do about it. */
    public String remedy() {
        return remedy;
    }
}
