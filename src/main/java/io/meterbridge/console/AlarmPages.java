package io.meterbridge.console;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What needs somebody, with the money at stake: a seller's own, or all of them for the operator. */
@Controller
@RequestMapping("/console/alarms")
final class AlarmPages {

    private static final String FEW = "5";

    @GetMapping
    String list(@RequestParam Map<String, String> query, Api api, Model model) {
        var asked = new HashMap<>(Paging.asked(query));
        if (query.containsKey("few")) {
            asked.put("page_size", FEW);
        }
        Paging.of("/console/alarms", query, api.list("listAlarms", asked)).show(model);
        return "alarms";
    }
}
