package io.meterbridge.azure;

/** A seller's Azure settings cannot be used as they are. The message may be shown to the seller. */
public class InvalidAzureSettings extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidAzureSettings(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The setting to correct, by its name in the API. */
    public String field() {
        return field;
    }
}
