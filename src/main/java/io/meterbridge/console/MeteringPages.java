package io.meterbridge.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meterbridge.api.problem.ProblemAnswer;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.reports.Reports;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the marketplaces were told, why, and what a human has to say about it. */
@Controller
@RequestMapping("/console/metering")
final class MeteringPages {

    private static final String PATH = "/console/metering";

    private final Reports reports;

    MeteringPages(Reports reports) {
        this.reports = reports;
    }

    @GetMapping
    String list(@RequestParam Map<String, String> query, Api api, Model model) {
        Paging.of(PATH, query, api.list("listMetering", Paging.asked(withSeconds(query)))).show(model);
        return "metering";
    }

    /** The same bytes as GET /api/reports/metering gives. */
    @GetMapping("/report.csv")
    String csv(@RequestParam Map<String, String> query, Api api, HttpServletResponse response, Model model)
            throws IOException {
        var asked = new HashMap<>(query);
        asked.put("format", "csv");
        try {
            Downloads.send(reports.metering(api.checked("reportMetering", asked)), response);
            return null;
        } catch (ProblemException e) {
            var problem = ProblemAnswer.of(e);
            response.setStatus(problem.status());
            model.addAttribute("trouble", Trouble.of(problem));
            return list(Map.of(), api, model);
        }
    }

    @GetMapping("/new")
    String empty(@RequestParam(defaultValue = "") String contract, Api api, Model model) {
        if (!contract.isBlank()) {
            model.addAttribute("contract", api.get("getContract", contract).orRefuse());
        }
        return "metering-new";
    }

    @PostMapping("/new")
    String create(@RequestParam Map<String, String> form, Api api, HttpServletResponse response, Model model) {
        var filled = new Form(form);
        var contract = api.get("getContract", form.getOrDefault("contract_id", "")).orRefuse();
        var item = filled.texts("contract_id", "dimension", "quantity").instants("start_time")
                .flags("covers_orb_cost").body();
        item.put("cloud", contract.text("cloud"));
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("request").add(item);
        var answer = api.create("createMetering", form.get("once"), body);
        var results = answer.isGood() ? answer.body().list("results") : List.<Data>of();
        if (!results.isEmpty() && results.get(0).text("status").equals("success")) {
            return "redirect:" + PATH + "/" + results.get(0).text("id") + "?done=saved";
        }
        response.setStatus(answer.isGood() ? 422 : answer.status());
        model.addAttribute("trouble", answer.isGood() ? refusedItem(results.get(0)) : answer.trouble());
        model.addAttribute("form", form);
        model.addAttribute("contract", contract);
        return "metering-new";
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Api api, Model model) {
        model.addAttribute("told", api.get("explainMetering", id).orRefuse());
        return "record";
    }

    @PostMapping("/{id}/release")
    String release(@PathVariable String id, Api api, HttpServletResponse response, Model model) {
        return finish(api.send("releaseMetering", Map.of("id", id), null), id, "released", api, response, model);
    }

    @PostMapping("/{id}/drop")
    String drop(@PathVariable String id, Api api, HttpServletResponse response, Model model) {
        return finish(api.send("dropMetering", Map.of("id", id), null), id, "dropped", api, response, model);
    }

    @PostMapping("/{id}/settle")
    String settle(@PathVariable String id, @RequestParam boolean billed, Api api, HttpServletResponse response,
            Model model) {
        var body = JsonNodeFactory.instance.objectNode().put("billed", billed);
        return finish(api.send("settleMetering", Map.of("id", id), body), id, "settled", api, response, model);
    }

    private String finish(Answer answer, String id, String done, Api api, HttpServletResponse response, Model model) {
        return Changes.finish(answer, PATH + "/" + id + "?done=" + done, Map.of(), response, model,
                () -> one(id, api, model));
    }

    private static Trouble refusedItem(Data item) {
        return new Trouble(422, "This usage was not taken", List.of(item.text("message")),
                "Nothing was stored. Correct it and send it again.");
    }

    /** A browser enters a minute, the API takes an instant. */
    private static Map<String, String> withSeconds(Map<String, String> query) {
        var asked = new HashMap<>(query);
        for (var name : List.of("hour_from", "hour_to")) {
            asked.computeIfPresent(name, (key, value) -> Form.instant(value));
        }
        return asked;
    }
}
