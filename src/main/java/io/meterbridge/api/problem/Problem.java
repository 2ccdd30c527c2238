package io.meterbridge.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An RFC 9457 problem document.
 *
 * @param id         on a conflict the thing that is in the way, or null
 * @param contractId on a conflict about a mapping the contract that has it, or null
 * @param errors     what is wrong where, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        UUID id,
        UUID contractId,
        List<Notice> errors) {

    /** A problem of this type with a sentence about this very occurrence. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail, null, null, null);
    }

    /** What a server says with a status alone. */
    public static Problem ofStatus(int status) {
        return Stream.of(ProblemType.BAD_REQUEST, ProblemType.UNAUTHORIZED, ProblemType.FORBIDDEN,
                        ProblemType.NOT_FOUND, ProblemType.METHOD_NOT_ALLOWED, ProblemType.TOO_LARGE,
                        ProblemType.TOO_MANY_REQUESTS, ProblemType.INTERNAL, ProblemType.UNAVAILABLE)
                .filter(type -> type.status() == status).findFirst().map(type -> of(type, null))
                .orElseGet(() -> new Problem("about:blank", "HTTP status " + status, status, null, null, null, null));
    }

    /** A request that is wrong in these places. */
    public static Problem invalid(List<Notice> errors) {
        var type = ProblemType.INVALID_REQUEST;
        return new Problem(type.uri(), type.title(), type.status(), null, null, null, List.copyOf(errors));
    }

    Problem naming(UUID thing, UUID contract) {
        return new Problem(type, title, status, detail, thing, contract, errors);
    }
}
