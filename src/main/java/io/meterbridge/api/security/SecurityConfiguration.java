package io.meterbridge.api.security;

import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.api.openapi.Operation;
import io.meterbridge.api.openapi.OperationFilter;
import io.meterbridge.api.problem.Problem;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.api.problem.ProblemWriter;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.database.SellerTransactions;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

/** Who may call what: the contract says it for the API, everything that nobody named is denied. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    private static final long REQUESTS_PER_MINUTE = 1200;

    /** Callers that prove who they are by their own scheme, and buyers' browsers; their routes check it. */
    private static final String[] OWN_SCHEME = {"/hooks/**", "/landing/**"};

    @Bean
    ClientSecrets clientSecrets() {
        return new ClientSecrets();
    }

    @Bean
    SignIn signIn(@Qualifier("workerJdbc") JdbcClient workerJdbc, ClientSecrets secrets,
            MeterbridgeProperties settings, InstantSource clock) {
        return new SignIn(workerJdbc, secrets, new SignInDelay(settings.signIn(), System::nanoTime), clock);
    }

    @Bean
    Credentials credentials(SellerTransactions transactions, JdbcClient sellerJdbc, ClientSecrets secrets,
            IdGenerator ids, InstantSource clock) {
        return new Credentials(transactions, sellerJdbc, secrets, ids, clock);
    }

    @Bean
    OperatorAccess operatorAccess(@Qualifier("workerJdbc") JdbcClient workerJdbc,
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions, ClientSecrets secrets,
            OperatorCredential credential, InstantSource clock) {
        return new OperatorAccess(workerJdbc, workerTransactions, secrets, credential, clock);
    }

    @Bean
    AccessTokens accessTokens(@Qualifier("workerJdbc") JdbcClient workerJdbc, InstantSource clock) {
        return new AccessTokens(workerJdbc, clock);
    }

    /** One for the API and the console: who is signed in to both is still one caller. */
    @Bean
    RequestRate requestRate() {
        return new RequestRate(REQUESTS_PER_MINUTE, System::nanoTime);
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, ProblemWriter problems, AccessTokens tokens,
            RequestRate rate) throws Exception {
        return http
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll()
                        .requestMatchers("/observe/**").permitAll()
                        .requestMatchers(OWN_SCHEME).permitAll()
                        .requestMatchers(ApiContract.BASE_PATH + ApiContract.OWN_PATH).permitAll()
                        .requestMatchers(ApiContract.BASE_PATH + "/**").access(asTheContractSays())
                        .anyRequest().denyAll())
                .oauth2ResourceServer(server -> server
                        .bearerTokenResolver(tokensWhereTheyCount())
                        .authenticationEntryPoint(unauthorized(problems))
                        .accessDeniedHandler(forbidden(problems))
                        .opaqueToken(token -> token
                                .introspector(new TokenIntrospector(tokens))))
                .exceptionHandling(errors -> errors
                        .authenticationEntryPoint(unauthorized(problems))
                        .accessDeniedHandler(forbidden(problems)))
                .addFilterAfter(new ParameterNamesFilter(), AuthorizationFilter.class)
                .addFilterAfter(new CallerFilter(), ParameterNamesFilter.class)
                .addFilterAfter(new RequestRateFilter(rate, problems), CallerFilter.class)
                .build();
    }

    private static AuthorizationManager<RequestAuthorizationContext> asTheContractSays() {
        return (authentication, context) -> {
            var operation = (Operation) context.getRequest().getAttribute(OperationFilter.OPERATION);
            var allowed = operation != null && (operation.open()
                    || authentication.get().getAuthorities().stream()
                            .anyMatch(role -> operation.roles().contains(role.getAuthority())));
            return new AuthorizationDecision(allowed);
        };
    }

    /** An old token does not stand in the way of asking for a new one; other schemes' tokens are not ours. */
    private static BearerTokenResolver tokensWhereTheyCount() {
        var resolver = new DefaultBearerTokenResolver();
        var ownScheme = new OrRequestMatcher(Stream.of(OWN_SCHEME)
                .map(path -> (RequestMatcher) PathPatternRequestMatcher.withDefaults().matcher(path)).toList());
        return request -> request.getAttribute(OperationFilter.OPERATION) instanceof Operation operation
                && operation.open() || ownScheme.matches(request) ? null : resolver.resolve(request);
    }

    private static AuthenticationEntryPoint unauthorized(ProblemWriter problems) {
        return (request, response, error) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.write(Problem.of(ProblemType.UNAUTHORIZED,
                    "Sign in with POST /api/authenticate and send the token as Authorization: Bearer."),
                    response);
        };
    }

    private static AccessDeniedHandler forbidden(ProblemWriter problems) {
        return (request, response, error) -> problems.write(
                Problem.of(ProblemType.FORBIDDEN, "The token belongs to another role."), response);
    }
}
