package io.meterbridge.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * For answers that are made while they are sent. They may take as long as their reader reads. One that broke off
 * after its first bytes had left breaks its connection: ended properly, half a file would look like a whole one to
 * whoever saves it.
 */
final class StreamedAnswerFilter extends OncePerRequestFilter {

    /** Request attribute: set when the body could not be read to its end. */
    static final String BROKEN = "io.meterbridge.answer-broke-off";

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        chain.doFilter(request, isAsyncDispatch(request) ? response : new BreakableAnswer(response,
                () -> request.getAttribute(BROKEN) != null));
        if (request.isAsyncStarted()) {
            request.getAsyncContext().setTimeout(0);
        }
        if (request.getAttribute(BROKEN) != null && response.isCommitted()) {
            throw new IOException("The answer broke off; its connection is closed");
        }
    }
}
