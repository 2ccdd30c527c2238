package io.meterbridge.console;

import io.meterbridge.console.store.ConsoleRows;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What the last hours came to and how far each marketplace is. The overview fetches it as its own part: with
 * 100,000 contracts these sums take many times as long as the rest of the page.
 */
@Controller
final class HoursPage {

    private final ConsoleRows rows;

    HoursPage(ConsoleRows rows) {
        this.rows = rows;
    }

    @GetMapping("/console/hours")
    String page(Api api, Model model) {
        var seller = api.caller().sellerId();
        model.addAttribute("lag", rows.lag(seller));
        model.addAttribute("hours", rows.lastHours(seller));
        return "hours";
    }
}
