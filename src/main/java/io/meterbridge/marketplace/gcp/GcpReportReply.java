package io.meterbridge.marketplace.gcp;

import java.util.List;
import java.util.Objects;

/** The body of an answer of {@code services.report}, as far as it could be read. */
public sealed interface GcpReportReply {

    /** Everything was taken except what is listed here. */
    record Reported(List<Failure> failures) implements GcpReportReply {
        public Reported {
            failures = List.copyOf(failures);
        }
    }

    /**
     * The call was refused whole.
     *
     * @param name    Google's name for it, for example {@code INVALID_ARGUMENT}
     * @param message Google's sentence for people, or null
     */
    record Refused(String name, String message) implements GcpReportReply {
        public Refused {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Nothing that Google would say. */
    record Unreadable() implements GcpReportReply {
    }

    /**
     * An operation that was not taken.
     *
     * @param operationId null when the answer does not say which
     * @param code        a gRPC code, or null when the answer has none
     * @param json        the entry as Google wrote it
     */
    record Failure(String operationId, Integer code, String json) {
    }
}
