package io.meterbridge.marketplace.gcp;

import java.util.List;
import java.util.Objects;

/** The body of an answer of {@code services.check}, as far as it could be read. */
public sealed interface GcpCheckReply {

    /** The consumer was looked at; no problem means that its usage is taken. */
    record Checked(List<Problem> problems) implements GcpCheckReply {
        public Checked {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The call itself was refused.
     *
     * @param name    Google's name for it, for example {@code PERMISSION_DENIED}
     * @param message Google's sentence for people, or null
     */
    record Refused(String name, String message) implements GcpCheckReply {
        public Refused {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Nothing that Google would say. */
    record Unreadable() implements GcpCheckReply {
    }

    /**
     * Something is wrong with a consumer.
     *
     * @param code Google's name for it, or its number as text
     * @param json the problem as Google wrote it
     */
    record Problem(String code, String json) {
        public Problem {
            Objects.requireNonNull(code, "code");
        }
    }
}
