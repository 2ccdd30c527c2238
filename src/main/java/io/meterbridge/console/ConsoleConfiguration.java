package io.meterbridge.console;

import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.api.web.ApiJson;
import jakarta.servlet.MultipartConfigElement;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

/** What the pages are made of. Where they are is no setting: they belong to the code beside them. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    /** A file as large as the API takes one, and the form around it; kept in memory, never on a disk. */
    static final int LARGEST_FORM_BYTES = Upload.MOST_BYTES + (1 << 16);

    private static final String HTMX = "classpath:/META-INF/resources/webjars/htmx.org/2.0.7/dist/";

    @Bean
    Calls consoleCalls(ApiContract contract, ApiJson json, ProducerTemplate routes) {
        return new Calls(contract, json, routes);
    }

    @Bean
    Formats consoleFormats() {
        return new Formats();
    }

    @Bean
    SpringResourceTemplateResolver defaultTemplateResolver() {
        var templates = new SpringResourceTemplateResolver();
        templates.setPrefix("classpath:/console/pages/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.HTML);
        templates.setCharacterEncoding("UTF-8");
        templates.setCheckExistence(true);
        return templates;
    }

    @Bean
    MultipartConfigElement uploads() {
        return new MultipartConfigElement("", Upload.MOST_BYTES, LARGEST_FORM_BYTES, LARGEST_FORM_BYTES);
    }

    @Bean
    WebMvcConfigurer consolePages(Calls calls) {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry files) {
                files.addResourceHandler(ConsoleSecurity.ASSETS + "**")
                        .addResourceLocations("classpath:/console/assets/", HTMX)
                        .setCacheControl(CacheControl.noCache());
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ApiOfPage(calls));
            }
        };
    }
}
