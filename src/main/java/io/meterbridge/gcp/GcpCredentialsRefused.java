package io.meterbridge.gcp;

/** Google refused the service account itself. The message holds nothing secret. */
public class GcpCredentialsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    GcpCredentialsRefused(String code, String message) {
        super(message == null || message.isBlank() ? code : code + ": " + message);
        this.code = code;
    }

    /** Google's name for the refusal, for example {@code invalid_grant}. */
    public String code() {
        return code;
    }
}
