package io.meterbridge.console;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Buyers: found by what a marketplace calls them, mapped and annotated. */
@Controller
@RequestMapping("/console/buyers")
final class BuyerPages {

    private static final String PATH = "/console/buyers";

    @GetMapping
    String list(@RequestParam Map<String, String> query, Api api, Model model) {
        Paging.of(PATH, query, api.list("listBuyers", Paging.asked(Searches.buyer(query)))).show(model);
        return "buyers";
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Api api, Model model) {
        model.addAttribute("buyer", api.get("getBuyer", id).orRefuse());
        model.addAttribute("contracts", api.list("listContracts", Map.of("buyer_id", id)).orRefuse().list("results"));
        return "buyer";
    }

    @PostMapping("/{id}/mapping")
    String map(@PathVariable String id, @RequestParam Map<String, String> form, Api api,
            HttpServletResponse response, Model model) {
        var subscription = new Form(form).value("subscription");
        var answer = api.send("patchBuyer", Map.of("id", id), Associations.mapping(subscription));
        return Changes.finish(answer, PATH + "/" + id + (subscription == null ? "?done=unmapped" : "?done=mapped"),
                form, response, model, () -> one(id, api, model));
    }

    @PostMapping("/{id}/properties")
    String property(@PathVariable String id, @RequestParam Map<String, String> form, Api api,
            HttpServletResponse response, Model model) {
        var filled = new Form(form);
        var answer = api.send("patchBuyer", Map.of("id", id),
                Associations.property(filled.value("name"), filled.without("remove", "value")));
        return Changes.finish(answer, PATH + "/" + id + "?done=saved", form, response, model,
                () -> one(id, api, model));
    }
}
