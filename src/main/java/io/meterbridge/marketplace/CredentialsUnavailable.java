package io.meterbridge.marketplace;

/** There are no credentials for now, and nobody refused any: worth another try later. */
public class CredentialsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** Says what kind of lack it is, and a sentence for people. */
    public CredentialsUnavailable(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The same with the failure behind it. */
    public CredentialsUnavailable(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What kind of lack it is, for example {@code not-connected}. */
    public String code() {
        return code;
    }
}
