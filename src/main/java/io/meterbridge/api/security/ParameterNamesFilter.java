package io.meterbridge.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at the names in a query while whoever refuses one of them is still asked: Spring's firewall refuses control
 * characters when a name is read, which a route would do on another thread, where nobody turns that into a 400.
 */
final class ParameterNamesFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        if (request.getQueryString() != null) {
            var names = request.getParameterNames();
            while (names.hasMoreElements()) {
                names.nextElement();
            }
        }
        chain.doFilter(request, response);
    }
}
