package io.meterbridge.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The session: an access token of the API in a cookie that no script can read and no other site's form sends.
 * Nothing of it is kept in this process, so any replica serves any page, and a deleted credential ends it.
 */
final class SessionCookie {

    static final String NAME = "meterbridge_session";
    static final String PATH = "/console";

    private final boolean secure;

    SessionCookie(boolean secure) {
        this.secure = secure;
    }

    Optional<String> tokenOf(HttpServletRequest request) {
        var cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        return Stream.of(cookies).filter(cookie -> cookie.getName().equals(NAME)).map(Cookie::getValue)
                .filter(token -> !token.isBlank()).findFirst();
    }

    void set(HttpServletResponse response, String token) {
        add(response, token, -1);
    }

    void clear(HttpServletResponse response) {
        add(response, "", 0);
    }

    private void add(HttpServletResponse response, String value, long seconds) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(NAME, value)
                .httpOnly(true).secure(secure).sameSite("Lax").path(PATH).maxAge(seconds).build().toString());
    }
}
