package io.meterbridge.console;

import io.meterbridge.api.security.AccessTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signs in with a credential of the API, and out again. */
@Controller
final class SignInPage {

    private final SessionCookie cookie;
    private final AccessTokens tokens;

    SignInPage(SessionCookie cookie, AccessTokens tokens) {
        this.cookie = cookie;
        this.tokens = tokens;
    }

    @GetMapping(ConsoleSecurity.SIGN_IN)
    String page(@RequestParam(defaultValue = "") String to, @RequestParam(defaultValue = "") String cookie,
            Model model) {
        model.addAttribute("to", to);
        model.addAttribute("cookieLost", cookie.equals("lost"));
        return "sign-in";
    }

    @PostMapping(ConsoleSecurity.SIGN_IN)
    String signIn(@RequestParam Map<String, String> form, Api api, HttpServletResponse response, Model model) {
        var body = new Form(form).texts("client_id", "client_secret").body();
        var answer = api.send("authenticate", Map.of(), body);
        if (!answer.isGood()) {
            response.setStatus(answer.status());
            model.addAttribute("trouble", answer.trouble());
            model.addAttribute("form", Map.of("client_id", form.getOrDefault("client_id", "")));
            return page(form.getOrDefault("to", ""), "", model);
        }
        cookie.set(response, answer.body().text("access_token"));
        return "redirect:" + target(form.getOrDefault("to", ""));
    }

    @PostMapping("/console/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        cookie.tokenOf(request).ifPresent(tokens::revoke);
        cookie.clear(response);
        return "redirect:" + ConsoleSecurity.SIGN_IN;
    }

    /** Nowhere but to a page of the console. */
    private static String target(String to) {
        return (to.matches("/console(/[A-Za-z0-9/_-]*)?") ? to : "/console") + "?from=sign-in";
    }
}
