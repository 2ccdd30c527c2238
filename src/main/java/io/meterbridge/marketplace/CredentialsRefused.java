package io.meterbridge.marketplace;

/** A marketplace refused the credentials themselves. The message holds nothing secret. */
public class CredentialsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code    the provider's own name for it
     * @param message its sentence for people, or null
     */
    public CredentialsRefused(String code, String message) {
        super(message == null || message.isBlank() ? code : code + ": " + message);
        this.code = code;
    }

    /** The provider's name for the refusal, for example {@code AccessDenied}. */
    public String code() {
        return code;
    }
}
