package io.meterbridge.api.change;

/**
 * An answer as it was sent.
 *
 * @param status the HTTP status
 * @param text   the JSON text, or null where the contract has no body
 */
record Answer(int status, String text) {

    /** Without the text, which may show a secret. */
    @Override
    public String toString() {
        return "Answer[status=" + status + "]";
    }
}
