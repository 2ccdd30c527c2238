package io.meterbridge.console;

import io.meterbridge.api.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller the API as the caller of its page may use it. */
final class ApiOfPage implements HandlerMethodArgumentResolver {

    private final Calls calls;

    ApiOfPage(Calls calls) {
        this.calls = calls;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Api.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer container,
            NativeWebRequest request, WebDataBinderFactory binders) {
        var http = request.getNativeRequest(HttpServletRequest.class);
        return new Api(calls, (Caller) http.getAttribute(Caller.ATTRIBUTE), http);
    }
}
