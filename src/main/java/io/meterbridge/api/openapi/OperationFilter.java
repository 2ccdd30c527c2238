package io.meterbridge.api.openapi;

import io.meterbridge.api.problem.Problem;
import io.meterbridge.api.problem.ProblemAnswer;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.api.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * First in the chain below {@code /api}: finds the operation a request means, so that what follows knows who
 * may call it, and answers what is no operation, or too large to be read, with a problem document.
 */
public final class OperationFilter extends OncePerRequestFilter {

    /** Request attribute: the {@link Operation}. */
    public static final String OPERATION = "io.meterbridge.operation";

    /** Request attribute: the path below the base path, without a trailing slash. */
    public static final String PATH = "io.meterbridge.path";

    /** Request attribute: there when the body went on beyond what is read. */
    static final String CUT_OFF = "io.meterbridge.cut-off";

    static final String TOO_LARGE = "At most 1 MiB is read.";

    private static final long LARGEST_BODY_BYTES = 1 << 20;

    private final ApiContract contract;
    private final ProblemWriter problems;

    /** A filter for the calls of this contract. */
    public OperationFilter(ApiContract contract, ProblemWriter problems) {
        this.contract = contract;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !path.equals(ApiContract.BASE_PATH) && !path.startsWith(ApiContract.BASE_PATH + "/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        var path = request.getRequestURI().substring(ApiContract.BASE_PATH.length());
        if (path.equals(ApiContract.OWN_PATH)) {
            chain.doFilter(request, response);
            return;
        }
        var operation = contract.find(request.getMethod(), path);
        if (operation.isEmpty()) {
            refuse(request.getMethod(), path, response);
        } else if (request.getContentLengthLong() > LARGEST_BODY_BYTES) {
            problems.write(Problem.of(ProblemType.TOO_LARGE, TOO_LARGE), response);
        } else {
            request.setAttribute(OPERATION, operation.get());
            request.setAttribute(PATH, path);
            var type = operation.get().takesText() ? operation.get().bodyType() : "application/json";
            continueWith(new TypedRequest(request, type, LARGEST_BODY_BYTES), response, chain);
        }
    }

    /** The database is asked who calls; when it is away, the caller is told so instead of being refused. */
    private void continueWith(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (DataAccessException | TransactionException e) {
            problems.write(ProblemAnswer.of(e), response);
        }
    }

    private void refuse(String method, String path, HttpServletResponse response) throws IOException {
        var methods = contract.methodsOf(path);
        if (methods.isEmpty()) {
            problems.write(Problem.of(ProblemType.NOT_FOUND, "There is no such path."), response);
            return;
        }
        response.setHeader("Allow", String.join(", ", methods));
        problems.write(Problem.of(ProblemType.METHOD_NOT_ALLOWED,
                "This path takes " + String.join(", ", methods) + ", not " + method + "."), response);
    }
}
