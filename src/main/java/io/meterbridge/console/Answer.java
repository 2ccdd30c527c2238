package io.meterbridge.console;

/**
 * What the API answered to a call of a page.
 *
 * @param status the HTTP status
 * @param body   the answer, or the problem document
 */
record Answer(int status, Data body) {

    private static final int FIRST_ERROR = 400;

    boolean isGood() {
        return status < FIRST_ERROR;
    }

    /**
     * The answer of a call without which there is no page.
     *
     * @throws Refused when it is a problem
     */
    Data orRefuse() {
        if (!isGood()) {
            throw new Refused(this);
        }
        return body;
    }

    /** What people are told of a call that failed. */
    Trouble trouble() {
        return Trouble.of(this);
    }

    /** Without the body, which may show a secret. */
    @Override
    public String toString() {
        return "Answer[status=" + status + "]";
    }
}
