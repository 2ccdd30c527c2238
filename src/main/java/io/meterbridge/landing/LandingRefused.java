package io.meterbridge.landing;

/** A buyer who cannot be sent on, with the HTTP status and the sentence that the buyer reads. */
public final class LandingRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int INVALID = 400;
    private static final int UNAVAILABLE = 503;

    private final int status;
    private final String sentence;

    LandingRefused(int status, String sentence, String reason) {
        super(reason);
        this.status = status;
        this.sentence = sentence;
    }

    /**
     * The marketplace does not stand for the token: it was made up, used elsewhere, or has expired.
     *
     * @param marketplace its name for people
     * @param reason      for the log
     */
    public static LandingRefused invalid(String marketplace, String reason) {
        return new LandingRefused(INVALID, "This link is not valid, or not any more. Please go back to " + marketplace
                + " and open it again.", reason);
    }

    /** Nobody could say now whether the token holds; the buyer may try again. */
    public static LandingRefused unavailable(String marketplace, String reason) {
        return new LandingRefused(UNAVAILABLE, marketplace + " cannot be asked at the moment. Please reload this page "
                + "in a minute.", reason);
    }

    int status() {
        return status;
    }

    String sentence() {
        return sentence;
    }

    boolean maySucceedLater() {
        return status == UNAVAILABLE || status == LandingCalls.TOO_MANY;
    }
}
