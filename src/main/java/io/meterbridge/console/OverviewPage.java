package io.meterbridge.console;

import io.meterbridge.console.store.ConsoleRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What a seller looks at first: what is to be done, what is urgent. What the last hours came to is {@link HoursPage}. */
@Controller
final class OverviewPage {

    private final ConsoleRows rows;

    OverviewPage(ConsoleRows rows) {
        this.rows = rows;
    }

    @GetMapping("/console")
    String page(Api api, Model model) {
        if (api.caller().sellerId() == null) {
            return "redirect:/console/operator/sellers";
        }
        var seller = api.caller().sellerId();
        model.addAttribute("waiting", rows.waiting(seller));
        model.addAttribute("cancellations", rows.cancellations(seller));
        model.addAttribute("parked", countOf(api, "listNotifications", "status", "parked"));
        model.addAttribute("endpointsOff", countOf(api, "listWebhookEndpoints", "status", "disabled"));
        var broken = new ArrayList<String>();
        var connected = new ArrayList<String>();
        for (var provider : List.of("orb", "aws", "azure", "gcp")) {
            var answer = api.get(IntegrationKind.named(provider).get());
            if (answer.isGood()) {
                (answer.body().text("status").equals("broken") ? broken : connected).add(provider);
            }
        }
        model.addAttribute("broken", broken);
        var way = rows.wayToMetering(seller);
        model.addAttribute("steps", stepsOf(api, connected, broken, (boolean) way.get("mapped"), (boolean) way.get("metered")));
        return "overview";
    }

    /** The way from an empty installation to the first metered hour. */
    private static List<Step> stepsOf(Api api, List<String> connected, List<String> broken, boolean mapped,
            boolean metered) {
        var known = new ArrayList<>(connected);
        known.addAll(broken);
        var marketplaces = known.stream().anyMatch(name -> !name.equals("orb"));
        return List.of(
                new Step("Connect Orb", "Its API key, and the day from which cost is metered.",
                        "/console/settings/integrations/orb", known.contains("orb")),
                new Step("Connect a marketplace", "AWS, Azure or Google Cloud.",
                        "/console/settings/integrations", marketplaces),
                new Step("Add a listing", "Choose the usage dimension that is metered.", "/console/listings",
                        totalOf(api, "listListings") > 0),
                new Step("Add a contract", "Or wait: the marketplace's notifications bring them.",
                        "/console/contracts", totalOf(api, "listContracts") > 0),
                new Step("Map it to its Orb subscription", "Then its cost is read every hour.",
                        "/console/contracts", mapped),
                new Step("See the first metered hour", "Hours are metered a few minutes after they end.",
                        "/console/metering", metered));
    }

    private static long totalOf(Api api, String list) {
        return api.list(list, Map.of("page_size", "1")).orRefuse().number("total_count");
    }

    private static long countOf(Api api, String list, String filter, String value) {
        return api.list(list, Map.of("page_size", "1", filter, value)).orRefuse().number("count");
    }

    /** One step of setting up. */
    public record Step(String title, String hint, String link, boolean done) {
    }
}
