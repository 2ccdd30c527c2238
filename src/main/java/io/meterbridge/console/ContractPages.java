package io.meterbridge.console;

import io.meterbridge.console.store.ConsoleRows;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Contracts: found by what a marketplace calls them, mapped, and with all that came of them. */
@Controller
@RequestMapping("/console/contracts")
final class ContractPages {

    private static final String PATH = "/console/contracts";

    private final ConsoleRows rows;
    private final Formats show;

    ContractPages(ConsoleRows rows, Formats show) {
        this.rows = rows;
        this.show = show;
    }

    @GetMapping
    String list(@RequestParam Map<String, String> query, Api api, Model model) {
        var paging = Paging.of(PATH, query, api.list("listContracts", Paging.asked(Searches.contract(query))));
        paging.show(model);
        var contracts = paging.list().list("results");
        model.addAttribute("names", namesOf(api, contracts));
        return "contracts";
    }

    @GetMapping("/new")
    String empty(Api api, Model model) {
        var listings = api.list("listListings", Map.of()).orRefuse().list("results");
        model.addAttribute("listings", listings);
        model.addAttribute("clouds", listings.stream().map(listing -> listing.text("cloud")).toList());
        return "contract-new";
    }

    @PostMapping("/new")
    String create(@RequestParam Map<String, String> form, Api api, HttpServletResponse response, Model model) {
        var filled = new Form(form);
        var listing = filled.value("listing_id");
        var cloud = listing == null ? null : api.get("getListing", listing).orRefuse().text("cloud");
        var body = filled.texts("listing_id", "unit_price").instants("start_at", "end_at").body();
        if (cloud != null) {
            body.put("cloud", cloud);
        }
        var buyer = body.putObject("buyer");
        buyer.put("name", form.getOrDefault("buyer_name", "").strip());
        ContractIdentifiers.fill(form, cloud, buyer.putObject("cloud_identifiers"),
                body.putObject("cloud_identifiers"));
        var answer = api.create("createContract", form.get("once"), body);
        var id = answer.isGood() ? answer.body().text("id") : "";
        return Changes.finish(answer, PATH + "/" + id + "?done=saved", form, response, model,
                () -> empty(api, model));
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Api api, Model model) {
        var contract = api.get("getContract", id).orRefuse();
        var seller = api.caller().sellerId();
        var key = UUID.fromString(contract.text("id"));
        model.addAttribute("contract", contract);
        model.addAttribute("names", namesOf(api, List.of(contract)));
        model.addAttribute("account", rows.account(seller, key));
        var hours = rows.hours(seller, key);
        model.addAttribute("hours", hours);
        model.addAttribute("chart", Chart.of(hours, show));
        model.addAttribute("timeline", rows.timeline(seller, key));
        model.addAttribute("records", api.list("listMetering", Map.of("contract_id", id, "page_size", "24"))
                .orRefuse());
        return "contract";
    }

    @PostMapping("/{id}/mapping")
    String map(@PathVariable String id, @RequestParam Map<String, String> form, Api api,
            HttpServletResponse response, Model model) {
        var subscription = new Form(form).value("subscription");
        return finish(api.send("patchContract", Map.of("id", id), Associations.mapping(subscription)), id,
                subscription == null ? "unmapped" : "mapped", form, api, response, model);
    }

    @PostMapping("/{id}/properties")
    String property(@PathVariable String id, @RequestParam Map<String, String> form, Api api,
            HttpServletResponse response, Model model) {
        var filled = new Form(form);
        return finish(api.send("patchContract", Map.of("id", id),
                Associations.property(filled.value("name"), filled.without("remove", "value"))), id, "saved", form, api, response,
                model);
    }

    @PostMapping("/{id}/terms")
    String terms(@PathVariable String id, @RequestParam Map<String, String> form, Api api,
            HttpServletResponse response, Model model) {
        var filled = new Form(form).texts("unit_price", "usage_dimension");
        if (filled.value("included_amount") != null) {
            filled.body().putObject("included").put("amount", filled.value("included_amount"))
                    .put("term", form.getOrDefault("included_term", "contract"));
        } else {
            filled.body().putNull("included");
        }
        return finish(api.send("patchContract", Map.of("id", id), filled.body()), id, "saved", form, api, response,
                model);
    }

    private String finish(Answer answer, String id, String done, Map<String, String> form, Api api,
            HttpServletResponse response, Model model) {
        return Changes.finish(answer, PATH + "/" + id + "?done=" + done, form, response, model,
                () -> one(id, api, model));
    }

    private Map<String, String> namesOf(Api api, List<Data> contracts) {
        var ids = new ArrayList<String>();
        contracts.forEach(contract -> ids.addAll(List.of(contract.text("buyer_id"), contract.text("listing_id"))));
        return rows.names(api.caller().sellerId(), ids);
    }
}
