package io.meterbridge.api.web;

import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.api.openapi.OperationFilter;
import io.meterbridge.api.openapi.RequestReader;
import io.meterbridge.api.problem.ProblemWriter;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spi.RestClientRequestValidator;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.UrlHandlerFilter;

/**
 * What stands between a socket and the API's routes. These are promises of the interface, so they hold
 * whatever an edited {@code application.yaml} says.
 */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    @Bean
    ApiJson apiJson() {
        return new ApiJson();
    }

    @Bean
    ApiContract apiContract() {
        return ApiContract.read();
    }

    @Bean
    ProblemWriter problemWriter(ApiJson json) {
        return new ProblemWriter(json);
    }

    @Bean
    FilterRegistrationBean<UrlHandlerFilter> trailingSlashFilter() {
        var filter = new FilterRegistrationBean<>(UrlHandlerFilter
                .trailingSlashHandler(ApiContract.BASE_PATH + "/**").wrapRequest().build());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    FilterRegistrationBean<StreamedAnswerFilter> streamedAnswerFilter() {
        var filter = new FilterRegistrationBean<>(new StreamedAnswerFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        filter.addUrlPatterns(ApiContract.BASE_PATH + "/reports/*");
        return filter;
    }

    /** Before Spring's own filters: one of them would read the body of a form-typed PUT away. */
    @Bean
    FilterRegistrationBean<OperationFilter> operationFilter(ApiContract contract, ProblemWriter problems) {
        var filter = new FilterRegistrationBean<>(new OperationFilter(contract, problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> rawBracketsInQueries() {
        return factory -> factory.addConnectorCustomizers(connector ->
                connector.setProperty("relaxedQueryChars", "[]"));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return factory -> factory.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReportValve.class.getName()));
    }

    /** The contract decides what is accepted; headers of a request never appear in its answer. */
    @Bean
    ComponentCustomizer platformHttpAnswers() {
        return ComponentCustomizer.builder(PlatformHttpComponent.class).build((name, component) -> {
            component.setHeaderFilterStrategy(new AnswerHeaders());
            component.setServerRequestValidation(false);
        });
    }

    @Bean
    RestClientRequestValidator contractValidation(ApiContract contract, ApiJson json) {
        return new ContractValidation(new RequestReader(contract), json);
    }

    @Bean
    ApiAnswer apiAnswer(ApiJson json) {
        return new ApiAnswer(json);
    }
}
