package io.meterbridge.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What we would have told beside what another tool told, for sellers who are about to leave that tool. */
@Controller
@RequestMapping("/console/shadow")
final class ShadowPages {

    private static final String PATH = "/console/shadow";

    @GetMapping
    String compare(@RequestParam Map<String, String> query, Api api, Model model) {
        var asked = new HashMap<>(Paging.asked(query));
        for (var name : List.of("hour_from", "hour_to")) {
            asked.computeIfPresent(name, (key, value) -> Form.instant(value));
        }
        Paging.of(PATH, query, api.list("reportShadow", asked)).show(model);
        return "shadow";
    }

    @PostMapping
    String take(@RequestParam(defaultValue = "") String once, @RequestParam MultipartFile file, Api api,
            HttpServletResponse response, Model model) throws IOException {
        Changes.told(api.upload("importOtherTool", once, file), response, model);
        return compare(Map.of(), api, model);
    }
}
