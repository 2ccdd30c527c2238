package io.meterbridge.aws;

/** AWS refused the credentials themselves. The message holds nothing secret. */
public class CredentialsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    CredentialsRefused(String code, String message) {
        super(message == null || message.isBlank() ? code : code + ": " + message);
        this.code = code;
    }

    /** AWS's name for the refusal, for example {@code AccessDenied}. */
    public String code() {
        return code;
    }
}
