package io.meterbridge.mapping;

/** No permit to call Orb could be drawn for as long as a caller can wait. */
final class PermitsExhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PermitsExhausted() {
        super("no permit to call Orb within the time a caller waits");
    }
}
