package io.meterbridge.http;

/** A URL that somebody supplied must not be called. The message may be shown to who supplied it. */
public class TargetRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    TargetRefused(String message) {
        super(message);
    }
}
