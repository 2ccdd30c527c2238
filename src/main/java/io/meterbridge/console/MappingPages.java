package io.meterbridge.console;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What stands between contracts and their metering. It is looked up whenever it is asked for, and takes longer than
 * what else is on a page, so pages that show a part of it let the browser ask for that part once they are there.
 */
@Controller
@RequestMapping("/console/mappings")
final class MappingPages {

    private static final String FEW = "5";

    @GetMapping
    String list(@RequestParam Map<String, String> query, Api api, Model model) {
        var asked = new HashMap<>(Paging.asked(query));
        if (query.containsKey("few")) {
            asked.put("page_size", FEW);
        }
        Paging.of("/console/mappings", query, api.list("listMappingHealth", asked)).show(model);
        model.addAttribute("few", query.containsKey("few"));
        return "mappings";
    }
}
