package io.meterbridge.sandbox;

/** A call that a simulated AWS service refuses as a whole. */
final class AwsRefusal extends RuntimeException {

    private final int status;
    private final String type;

    private AwsRefusal(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    /** The usual refusal: HTTP 400. */
    static AwsRefusal of(String type, String message) {
        return new AwsRefusal(400, type, message);
    }

    static AwsRefusal tooLarge() {
        return new AwsRefusal(413, "RequestEntityTooLargeException",
                "The request must be smaller than 1 MB.");
    }

    static AwsRefusal internal() {
        return new AwsRefusal(500, "InternalServiceErrorException", "Internal service error.");
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    /** Whether the caller's identity was refused, rather than what it asked for. */
    boolean concernsIdentity() {
        return type.endsWith("SignatureException") || type.endsWith("TokenException")
                || type.equals("UnrecognizedClientException");
    }
}
