package io.meterbridge.api.problem;

/**
 * One thing to say about one place of a request.
 *
 * @param pointer JSON pointer into the body, or the name of a query value
 * @param message what is wrong there, or worth knowing
 */
public record Notice(String pointer, String message) {
}
