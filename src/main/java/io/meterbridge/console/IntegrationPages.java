package io.meterbridge.console;

import io.meterbridge.api.web.ApiJson;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Settings → Integrations: Orb and the marketplaces. */
@Controller
@RequestMapping("/console/settings/integrations")
final class IntegrationPages {

    private static final int NOT_FOUND = 404;
    private static final Set<String> HOOKS = Set.of("orb", "azure");

    private final ApiJson json;

    IntegrationPages(ApiJson json) {
        this.json = json;
    }

    @GetMapping
    String all(Api api, Model model) {
        var connections = new LinkedHashMap<IntegrationKind, Data>();
        IntegrationKind.ALL.forEach(kind -> connections.put(kind, connection(api, kind)));
        model.addAttribute("connections", connections);
        return "integrations";
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Api api, Model model) {
        var kind = IntegrationKind.named(id);
        model.addAttribute("kind", kind);
        model.addAttribute("connection", connection(api, kind));
        model.addAttribute("addresses", addresses(kind, api));
        model.addAttribute("listings", api.list("listListings",
                id.equals("orb") ? Map.of() : Map.of("cloud", id)).orRefuse().list("results"));
        return "integration";
    }

    @PostMapping("/{id}")
    String connect(@PathVariable String id, @RequestParam Map<String, String> form, Api api,
            HttpServletResponse response, Model model) {
        var kind = IntegrationKind.named(id);
        var filled = new Form(form).texts(kind.texts().toArray(String[]::new));
        if (kind.json() != null) {
            filled.json(kind.json(), json);
        }
        return finish(api.send(kind.connect(), Map.of(), filled.body()), "connected", kind, form, api, response, model);
    }

    @PostMapping("/{id}/test")
    String test(@PathVariable String id, Api api, HttpServletResponse response, Model model) {
        var kind = IntegrationKind.named(id);
        return finish(api.send(kind.test(), Map.of(), null), "tested", kind, Map.of(), api, response, model);
    }

    @PostMapping("/{id}/disconnect")
    String disconnect(@PathVariable String id, Api api, HttpServletResponse response, Model model) {
        var kind = IntegrationKind.named(id);
        return finish(api.send(kind.disconnect(), Map.of(), null), "disconnected", kind, Map.of(), api, response,
                model);
    }

    private String finish(Answer answer, String done, IntegrationKind kind, Map<String, String> form, Api api,
            HttpServletResponse response, Model model) {
        if (answer.isGood()) {
            return "redirect:/console/settings/integrations/" + kind.id() + "?done=" + done;
        }
        response.setStatus(answer.status());
        model.addAttribute("trouble", answer.trouble());
        model.addAttribute("form", withoutSecrets(form, kind));
        return one(kind.id(), api, model);
    }

    /** What was wrong is filled in again, but a secret never travels back. */
    private static Map<String, String> withoutSecrets(Map<String, String> form, IntegrationKind kind) {
        var kept = new HashMap<>(form);
        kind.secret().forEach(kept::remove);
        return kept;
    }

    /** Where the provider is to send messages and buyers, as this page itself was reached. */
    private static Map<String, String> addresses(IntegrationKind kind, Api api) {
        var here = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        var seller = "/" + kind.id() + "/" + api.caller().sellerId();
        var addresses = new LinkedHashMap<String, String>();
        if (HOOKS.contains(kind.id())) {
            addresses.put("Webhook", here + "/hooks" + seller);
        }
        if (!kind.id().equals("orb")) {
            addresses.put("Landing page", here + "/landing" + seller);
        }
        return addresses;
    }

    private static Data connection(Api api, IntegrationKind kind) {
        var answer = api.get(kind.get());
        return answer.status() == NOT_FOUND ? null : answer.orRefuse();
    }
}
