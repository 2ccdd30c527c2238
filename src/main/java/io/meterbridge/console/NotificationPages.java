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

/** What the marketplaces said. */
@Controller
@RequestMapping("/console/notifications")
final class NotificationPages {

    private static final String PATH = "/console/notifications";

    @GetMapping
    String list(@RequestParam Map<String, String> query, Api api, Model model) {
        Paging.of(PATH, query, api.list("listNotifications", Paging.asked(query))).show(model);
        return "notifications";
    }

    @PostMapping("/{id}/replay")
    String replay(@PathVariable String id, Api api, HttpServletResponse response, Model model) {
        return Changes.finish(api.send("replayNotification", Map.of("id", id), null), PATH + "?done=replayed",
                Map.of(), response, model, () -> list(Map.of(), api, model));
    }
}
