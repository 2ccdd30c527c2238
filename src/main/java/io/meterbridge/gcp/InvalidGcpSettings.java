package io.meterbridge.gcp;

/**
 * A seller's Google Cloud settings cannot be used as they are. The message may be shown to the
 * seller.
 */
public class InvalidGcpSettings extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidGcpSettings(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The setting to correct, by its name in the API; a slash leads into the key file. */
    public String field() {
        return field;
    }
}
