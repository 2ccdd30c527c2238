package io.meterbridge.console;

import io.meterbridge.api.security.AccessTokens;
import io.meterbridge.api.security.RequestRate;
import io.meterbridge.config.MeterbridgeProperties;
import jakarta.servlet.DispatcherType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may see which page, and what a browser may do with one. Paths outside of the console are not its business. */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

    static final String SIGN_IN = "/console/sign-in";
    static final String ASSETS = "/console/assets/";

    /** Everything from here, nothing inline, in nobody's frame. */
    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    SessionCookie sessionCookie(MeterbridgeProperties settings) {
        return new SessionCookie(settings.console().secureCookie());
    }

    /** Before the API's chain, which denies every path that it does not know. */
    @Bean
    @Order(1)
    SecurityFilterChain consoleFilterChain(HttpSecurity http, SessionCookie cookie, AccessTokens tokens,
            RequestRate rate, MeterbridgeProperties settings) throws Exception {
        return http
                .securityMatcher("/console", "/console/**")
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens(settings.console().secureCookie())))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                // without sessions, and without what renews the forms' token at every request for want of one
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .headers(headers -> headers
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .frameOptions(frames -> frames.deny())
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()"))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
                .addFilterBefore(new SessionFilter(cookie, tokens, rate), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(SIGN_IN, ASSETS + "**").permitAll()
                        .requestMatchers("/console", "/console/", "/console/alarms", "/console/sign-out").authenticated()
                        .requestMatchers("/console/operator/**").hasAuthority("operator")
                        .anyRequest().hasAuthority("seller"))
                .exceptionHandling(errors -> errors
                        .authenticationEntryPoint(toSignIn())
                        .accessDeniedHandler(denied()))
                .build();
    }

    private static CookieCsrfTokenRepository formTokens(boolean secure) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("meterbridge_form");
        tokens.setCookiePath(SessionCookie.PATH);
        tokens.setCookieCustomizer(cookie -> cookie.secure(secure).httpOnly(true).sameSite("Strict"));
        return tokens;
    }

    /** A part of a page that is asked for by script sends the whole page to the sign-in. */
    private static AuthenticationEntryPoint toSignIn() {
        return (request, response, error) -> {
            var lost = "sign-in".equals(request.getParameter("from"));
            var wanted = URLEncoder.encode(request.getRequestURI(), StandardCharsets.UTF_8);
            var to = SIGN_IN + (lost ? "?cookie=lost"
                    : request.getMethod().equals("GET") ? "?to=" + wanted : "");
            if (request.getHeader("HX-Request") != null) {
                response.setHeader("HX-Redirect", to);
            } else {
                response.sendRedirect(to);
            }
        };
    }

    private static AccessDeniedHandler denied() {
        return (request, response, error) -> {
            if (error instanceof CsrfException && request.getContentLengthLong() > Upload.MOST_BYTES) {
                ErrorPage.showFormTooLarge(request, response);
            } else if (error instanceof CsrfException) {
                ErrorPage.showFormOutOfDate(request, response);
            } else {
                ErrorPage.show(request, response, 403);
            }
        };
    }
}
