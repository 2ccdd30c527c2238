package io.meterbridge.aws;

/** A seller's AWS settings cannot be used as they are. The message may be shown to the seller. */
public class InvalidAwsSettings extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidAwsSettings(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The setting to correct, by its name in the API. */
    public String field() {
        return field;
    }
}
