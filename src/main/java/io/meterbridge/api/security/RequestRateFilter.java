package io.meterbridge.api.security;

import io.meterbridge.api.problem.Problem;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.api.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 429 with Retry-After to a credential that asks too often. */
final class RequestRateFilter extends OncePerRequestFilter {

    private final RequestRate rate;
    private final ProblemWriter problems;

    RequestRateFilter(RequestRate rate, ProblemWriter problems) {
        this.rate = rate;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller) {
            var wait = rate.waitOf(caller.clientId());
            if (!wait.isZero()) {
                response.setHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
                problems.write(Problem.of(ProblemType.TOO_MANY_REQUESTS,
                        "This credential made too many requests in the last minute."), response);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
