package io.meterbridge.hooks;

/** A webhook's call that is not taken, with the HTTP status that says so. */
public final class HookRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    HookRefused(int status, String reason) {
        super(reason);
        this.status = status;
    }

    int status() {
        return status;
    }
}
