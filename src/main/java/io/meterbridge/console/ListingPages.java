package io.meterbridge.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Listings and the usage dimension that is metered in each. */
@Controller
@RequestMapping("/console/listings")
final class ListingPages {

    @GetMapping
    String list(@RequestParam Map<String, String> query, Api api, Model model) {
        Paging.of("/console/listings", query, api.list("listListings", Paging.asked(query))).show(model);
        return "listings";
    }

    @GetMapping("/new")
    String empty() {
        return "listing-new";
    }

    @PostMapping("/new")
    String create(@RequestParam Map<String, String> form, Api api, HttpServletResponse response, Model model) {
        var body = new Form(form).texts("cloud", "cloud_id", "title", "usage_dimension.id",
                "usage_dimension.unit_price", "usage_dimension.currency", "cost_basis", "service_name",
                "metering_identity").flags("shadow").body();
        var answer = api.create("createListing", form.get("once"), body);
        if (answer.isGood()) {
            return "redirect:/console/listings/" + answer.body().text("id") + "?done=saved";
        }
        response.setStatus(answer.status());
        model.addAttribute("trouble", answer.trouble());
        model.addAttribute("form", form);
        return "listing-new";
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Api api, Model model) {
        model.addAttribute("listing", api.get("getListing", id).orRefuse());
        return "listing";
    }

    /** The dimension can be changed here, and where it was chosen first: on the page of an integration. */
    @PostMapping("/{id}")
    String change(@PathVariable String id, @RequestParam Map<String, String> form, Api api,
            HttpServletResponse response, Model model) {
        var filled = new Form(form).texts("title", "usage_dimension.id", "usage_dimension.unit_price");
        if (form.containsKey("whole")) {
            filled.flags("shadow", "send_from_test_mode");
            hold(form, filled);
        }
        var answer = api.send("patchListing", Map.of("id", id), filled.body());
        if (answer.isGood()) {
            var integration = form.get("integration");
            return "redirect:" + (integration == null ? "/console/listings/" + id
                    : "/console/settings/integrations/" + IntegrationKind.named(integration).id()) + "?done=saved";
        }
        response.setStatus(answer.status());
        model.addAttribute("trouble", answer.trouble());
        model.addAttribute("form", new HashMap<>(form));
        return one(id, api, model);
    }

    private static void hold(Map<String, String> form, Form filled) {
        var most = filled.value("hold_max_units");
        var first = form.containsKey("hold_first");
        if (most == null && !first) {
            filled.body().putNull("hold");
            return;
        }
        var hold = filled.body().putObject("hold");
        hold.set("max_units_per_hour", most == null ? JsonNodeFactory.instance.nullNode()
                : most.matches("[0-9]{1,18}") ? JsonNodeFactory.instance.numberNode(Long.parseLong(most))
                : JsonNodeFactory.instance.textNode(most));
        hold.put("first_record", first);
    }
}
