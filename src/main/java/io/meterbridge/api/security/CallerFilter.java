package io.meterbridge.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hands the caller to the routes. They run on another thread, where the security context does not reach,
 * and a request attribute is the one thing about a request that no client can set.
 */
final class CallerFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.getPrincipal() instanceof OAuth2AuthenticatedPrincipal principal) {
            request.setAttribute(Caller.ATTRIBUTE, principal.getAttribute(TokenIntrospector.CALLER));
        }
        chain.doFilter(request, response);
    }
}
