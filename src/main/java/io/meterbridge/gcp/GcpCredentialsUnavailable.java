package io.meterbridge.gcp;

/** There is no token for now, and nobody refused any: worth another try later. */
public class GcpCredentialsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    GcpCredentialsUnavailable(String code, String message) {
        super(message);
        this.code = code;
    }

    /** What kind of lack it is, for example {@code not-connected}. */
    public String code() {
        return code;
    }
}
