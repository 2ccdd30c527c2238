package io.meterbridge.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where events go, and what became of each. */
@Controller
@RequestMapping("/console/webhooks")
final class WebhookPages {

    private static final String PATH = "/console/webhooks";

    @GetMapping
    String list(@RequestParam Map<String, String> query, Api api, Model model) {
        Paging.of(PATH, query, api.list("listWebhookEndpoints", Paging.asked(query))).show(model);
        return "webhooks";
    }

    @GetMapping("/new")
    String empty(Model model) {
        model.addAttribute("types", Choices.EVENT_TYPES);
        return "webhook-new";
    }

    @PostMapping("/new")
    String create(@RequestParam Map<String, String> form,
            @RequestParam(name = "event_types", defaultValue = "") List<String> chosen, Api api,
            HttpServletResponse response, Model model) {
        var body = new Form(form).texts("url", "description").body();
        var types = body.putArray("event_types");
        chosen.forEach(types::add);
        var answer = api.create("createWebhookEndpoint", form.get("once"), body);
        if (answer.isGood()) {
            return secret(answer.body(), model);
        }
        model.addAttribute("chosen", chosen);
        return Changes.finish(answer, PATH, form, response, model, () -> empty(model));
    }

    @GetMapping("/endpoints/{id}")
    String one(@PathVariable String id, Api api, Model model) {
        model.addAttribute("endpoint", api.get("getWebhookEndpoint", id).orRefuse());
        model.addAttribute("deliveries", api.list("listWebhookDeliveries",
                Map.of("endpoint_id", id, "page_size", "20")).orRefuse().list("results"));
        return "webhook";
    }

    @PostMapping("/endpoints/{id}/rotate")
    String rotate(@PathVariable String id, Api api, HttpServletResponse response, Model model) {
        var answer = api.send("rotateWebhookSecret", Map.of("id", id), null);
        return answer.isGood() ? secret(answer.body(), model)
                : finish(answer, id, "saved", api, response, model);
    }

    @PostMapping("/endpoints/{id}/test")
    String test(@PathVariable String id, Api api, HttpServletResponse response, Model model) {
        return finish(api.send("testWebhookEndpoint", Map.of("id", id), null), id, "sent", api, response, model);
    }

    @PostMapping("/endpoints/{id}/status")
    String status(@PathVariable String id, @RequestParam String status, Api api, HttpServletResponse response,
            Model model) {
        var body = JsonNodeFactory.instance.objectNode().put("status", status);
        return finish(api.send("patchWebhookEndpoint", Map.of("id", id), body), id, "saved", api, response, model);
    }

    @PostMapping("/endpoints/{id}/delete")
    String delete(@PathVariable String id, Api api, HttpServletResponse response, Model model) {
        return Changes.finish(api.send("deleteWebhookEndpoint", Map.of("id", id), null), PATH + "?done=removed",
                Map.of(), response, model, () -> one(id, api, model));
    }

    @GetMapping("/events")
    String events(@RequestParam Map<String, String> query, Api api, Model model) {
        Paging.of(PATH + "/events", query, api.list("listWebhookEvents", Paging.asked(query))).show(model);
        return "events";
    }

    @GetMapping("/deliveries")
    String deliveries(@RequestParam Map<String, String> query, Api api, Model model) {
        Paging.of(PATH + "/deliveries", query, api.list("listWebhookDeliveries", Paging.asked(query))).show(model);
        return "deliveries";
    }

    @GetMapping("/deliveries/{id}")
    String delivery(@PathVariable String id, Api api, Model model) {
        model.addAttribute("delivery", api.get("getWebhookDelivery", id).orRefuse());
        return "delivery";
    }

    @PostMapping("/deliveries/{id}/replay")
    String replay(@PathVariable String id, Api api, HttpServletResponse response, Model model) {
        return Changes.finish(api.send("replayWebhookDelivery", Map.of("id", id), null),
                PATH + "/deliveries/" + id + "?done=replayed", Map.of(), response, model,
                () -> delivery(id, api, model));
    }

    private static String secret(Data made, Model model) {
        model.addAttribute("title", "Signing secret");
        model.addAttribute("secrets", Map.of("Secret", made.text("secret")));
        model.addAttribute("about", "Give it to whoever verifies the signature of what arrives at " + made.text("url")
                + ".");
        model.addAttribute("onward", PATH + "/endpoints/" + made.text("id"));
        return "secret";
    }

    private String finish(Answer answer, String id, String done, Api api, HttpServletResponse response, Model model) {
        return Changes.finish(answer, PATH + "/endpoints/" + id + "?done=" + done, Map.of(), response, model,
                () -> one(id, api, model));
    }
}
