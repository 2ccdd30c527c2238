package io.meterbridge.console;

/** There is no page, because the API had no answer for it. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Refused(Answer answer) {
        super("The API answered " + answer.status());
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
