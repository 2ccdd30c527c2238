package io.meterbridge.console;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Settings → Credentials: with which a seller's people and programs sign in. */
@Controller
@RequestMapping("/console/settings/credentials")
final class CredentialPages {

    private static final String PATH = "/console/settings/credentials";

    @GetMapping
    String list(@RequestParam Map<String, String> query, Api api, Model model) {
        Paging.of(PATH, query, api.list("listCredentials", Paging.asked(query))).show(model);
        return "credentials";
    }

    @PostMapping
    String create(@RequestParam Map<String, String> form, Api api, HttpServletResponse response, Model model) {
        var answer = api.create("createCredential", form.get("once"), null);
        if (answer.isGood()) {
            return shown(answer.body(), "Use it everywhere, then delete the old one.", PATH, model);
        }
        return Changes.finish(answer, PATH, form, response, model, () -> list(Map.of(), api, model));
    }

    @PostMapping("/delete")
    String delete(@RequestParam("client_id") String clientId, Api api, HttpServletResponse response, Model model) {
        return Changes.finish(api.send("deleteCredential", Map.of("client_id", clientId), null),
                PATH + "?done=removed", Map.of(), response, model, () -> list(Map.of(), api, model));
    }

    /** The page of a credential that is never shown again. */
    static String shown(Data made, String about, String onward, Model model) {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("Client id", made.text("client_id"));
        secrets.put("Client secret", made.text("client_secret"));
        model.addAttribute("title", "Credential");
        model.addAttribute("secrets", secrets);
        model.addAttribute("about", about);
        model.addAttribute("onward", onward);
        return "secret";
    }
}
