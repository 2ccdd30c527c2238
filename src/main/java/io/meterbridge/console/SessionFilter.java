package io.meterbridge.console;

import io.meterbridge.api.problem.ProblemAnswer;
import io.meterbridge.api.security.AccessTokens;
import io.meterbridge.api.security.Caller;
import io.meterbridge.api.security.RequestRate;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who is signed in, and sends away who asks too often. */
final class SessionFilter extends OncePerRequestFilter {

    private static final int TOO_MANY = 429;

    private final SessionCookie cookie;
    private final AccessTokens tokens;
    private final RequestRate rate;

    SessionFilter(SessionCookie cookie, AccessTokens tokens, RequestRate rate) {
        this.cookie = cookie;
        this.tokens = tokens;
        this.rate = rate;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(ConsoleSecurity.ASSETS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller;
        try {
            caller = cookie.tokenOf(request).flatMap(tokens::holderOf);
        } catch (DataAccessException | TransactionException e) {
            ErrorPage.show(request, response, ProblemAnswer.of(e).status());
            return;
        }
        if (caller.isPresent()) {
            if (!rate.waitOf(caller.get().clientId()).isZero()) {
                ErrorPage.show(request, response, TOO_MANY);
                return;
            }
            request.setAttribute(Caller.ATTRIBUTE, caller.get());
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller.get(), null,
                    AuthorityUtils.createAuthorityList(caller.get().role())));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
