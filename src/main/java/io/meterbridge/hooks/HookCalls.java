package io.meterbridge.hooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The first and the last step of a webhook's route. */
@Component("hookCalls")
public class HookCalls {

    private static final int BYTES_MAX = 1 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(HookCalls.class);

    /**
     * Reads the call out of its HTTP request.
     *
     * @throws HookRefused 404 when the path names no seller, 413 when the body is too large
     */
    public HookCall take(Exchange exchange) {
        var message = exchange.getMessage();
        return new HookCall(sellerId(message.getHeader("seller_id", String.class)),
                body(message.getBody(InputStream.class)), message.getHeader("Authorization", String.class),
                message.getHeader("X-Orb-Signature", String.class),
                message.getHeader("X-Orb-Timestamp", String.class));
    }

    private static UUID sellerId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new HookRefused(404, "no such seller");
        }
    }

    private static byte[] body(InputStream stream) {
        if (stream == null) {
            return new byte[0];
        }
        try (stream) {
            var bytes = stream.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new HookRefused(413, "too large");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message is stored; its sender need not send it again. */
    public void stored(Exchange exchange) {
        answer(exchange, 200, Map.of());
    }

    /** The call was not taken, and sending it again would not change that. */
    public void refused(Exchange exchange) {
        var refused = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, HookRefused.class);
        LOG.warn("hook: {} refused with {}: {}", exchange.getProperty("hook"), refused.status(),
                refused.getMessage());
        answer(exchange, refused.status(),
                refused.status() == 401 ? Map.of("WWW-Authenticate", "Bearer") : Map.of());
    }

    /** Our trouble, not the sender's: it shall send the call again. */
    public void failed(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.error("hook: {} could not be stored", exchange.getProperty("hook"), failure);
        answer(exchange, 503, Map.of("Retry-After", "5"));
    }

    private static void answer(Exchange exchange, int status, Map<String, Object> headers) {
        var message = exchange.getMessage();
        message.setHeaders(new LinkedHashMap<>(headers));
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setBody(null);
    }
}
