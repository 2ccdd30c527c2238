package io.meterbridge.api.openapi;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A request whose body is of the type that its operation takes, whatever its content type says, and ends after so many
 * bytes. Its parameters come from the query alone: a client that forgets the content type must not lose its body to
 * form parsing.
 * What it would like to be answered in is not heard, because the contract says what every call answers in.
 */
final class TypedRequest extends HttpServletRequestWrapper {

    private static final String ACCEPT = "Accept";

    private final String type;
    private final long limitBytes;
    private final Map<String, String[]> parameters;

    TypedRequest(HttpServletRequest request, String type, long limitBytes) {
        super(request);
        this.type = type;
        this.limitBytes = limitBytes;
        this.parameters = Collections.unmodifiableMap(parse(request.getQueryString()));
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new BoundedInput(super.getInputStream(), limitBytes, () -> setAttribute(OperationFilter.CUT_OFF, true));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public String getContentType() {
        return type;
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public String getHeader(String name) {
        if (name.equalsIgnoreCase(ACCEPT)) {
            return null;
        }
        return name.equalsIgnoreCase("Content-Type") ? type : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase(ACCEPT) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String[] getParameterValues(String name) {
        return parameters.get(name);
    }

    @Override
    public String getParameter(String name) {
        var values = parameters.get(name);
        return values == null ? null : values[0];
    }

    private static Map<String, String[]> parse(String query) {
        var values = new LinkedHashMap<String, String[]>();
        if (query == null) {
            return values;
        }
        for (var pair : query.split("&")) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = new String[] {equals < 0 ? "" : decode(pair.substring(equals + 1))};
                values.merge(name, value, (before, more) ->
                        Stream.of(before, more).flatMap(Stream::of).toArray(String[]::new));
            }
        }
        return values;
    }

    /** What is no valid encoding is taken as it stands; the check of the value says what it thinks of it. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
