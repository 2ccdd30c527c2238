package io.meterbridge.observe;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A trace of every exchange and call, when {@code OTEL_EXPORTER_OTLP_ENDPOINT} says where traces go; nothing is
 * recorded otherwise. The other {@code OTEL_} variables mean what OpenTelemetry's own documents say.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${otel.exporter.otlp.endpoint:}' != ''")
class Tracing {

    /** Timers only wake the workers, several times a second. */
    private static final String NOT_TRACED = "timer*";

    @Bean(destroyMethod = "close")
    OpenTelemetrySdk openTelemetry(@Value("${otel.exporter.otlp.endpoint}") String endpoint) {
        var settings = Map.of(
                "otel.exporter.otlp.endpoint", endpoint,
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.service.name", "meterbridge",
                // metrics are Prometheus' and logs are the console's
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none");
        return AutoConfiguredOpenTelemetrySdk.builder().addPropertiesSupplier(() -> settings).disableShutdownHook()
                .build().getOpenTelemetrySdk();
    }

    @Bean
    Tracer tracer(OpenTelemetrySdk telemetry) {
        return telemetry.getTracer("io.meterbridge");
    }

    /** Camel looks for the tracer above; headers and bodies stay out of spans, they hold secrets and money. */
    @Bean
    OpenTelemetryTracer camelTracer(CamelContext camel, Tracer tracer) {
        var camelTracer = new OpenTelemetryTracer();
        camelTracer.setExcludePatterns(NOT_TRACED);
        camelTracer.init(camel);
        return camelTracer;
    }
}
