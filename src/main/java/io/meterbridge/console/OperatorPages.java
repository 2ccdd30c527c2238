package io.meterbridge.console;

import io.meterbridge.console.store.ReplicaRows;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What whoever runs the installation sees: sellers, and the hours that were opened. */
@Controller
@RequestMapping("/console/operator")
final class OperatorPages {

    private static final String SELLERS = "/console/operator/sellers";
    private static final String RUNS = "/console/operator/runs";

    private final ReplicaRows replicas;
    private final InstantSource clock;

    OperatorPages(ReplicaRows replicas, InstantSource clock) {
        this.replicas = replicas;
        this.clock = clock;
    }

    @GetMapping("/sellers")
    String sellers(@RequestParam Map<String, String> query, Api api, Model model) {
        Paging.of(SELLERS, query, api.list("listSellers", Paging.asked(query))).show(model);
        return "sellers";
    }

    @PostMapping("/sellers")
    String create(@RequestParam Map<String, String> form, Api api, HttpServletResponse response, Model model) {
        var answer = api.create("createSeller", form.get("once"), new Form(form).texts("name").body());
        if (answer.isGood()) {
            return CredentialPages.shown(answer.body(), "The seller signs in with it, here and at the API.", SELLERS,
                    model);
        }
        return Changes.finish(answer, SELLERS, form, response, model, () -> sellers(Map.of(), api, model));
    }

    @PostMapping("/sellers/{id}/credentials")
    String credential(@PathVariable String id, @RequestParam Map<String, String> form, Api api,
            HttpServletResponse response, Model model) {
        var answer = api.createAt("createSellerCredential", id, form.get("once"));
        if (answer.isGood()) {
            return CredentialPages.shown(answer.body(), "Hand it to the seller, whose other credentials stay valid.",
                    SELLERS, model);
        }
        return Changes.finish(answer, SELLERS, Map.of(), response, model, () -> sellers(Map.of(), api, model));
    }

    @GetMapping("/runs")
    String runs(@RequestParam Map<String, String> query, Api api, Model model) {
        Paging.of(RUNS, query, api.list("listRuns", Paging.asked(query))).show(model);
        model.addAttribute("hour", clock.instant().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS));
        return "runs";
    }

    @PostMapping("/runs")
    String open(@RequestParam Map<String, String> form, Api api, HttpServletResponse response, Model model) {
        var answer = api.create("openRun", form.get("once"), new Form(form).instants("hour").body());
        var id = answer.isGood() ? answer.body().text("id") : "";
        return Changes.finish(answer, RUNS + "/" + id, form, response, model, () -> runs(Map.of(), api, model));
    }

    @GetMapping("/proof")
    String proof(Api api, Model model) {
        model.addAttribute("proof", api.get("reportProof").orRefuse());
        return "proof";
    }

    @GetMapping("/replicas")
    String replicas(Model model) {
        model.addAttribute("replicas", replicas.replicas());
        model.addAttribute("work", replicas.work());
        return "replicas";
    }

    @GetMapping("/runs/{id}")
    String run(@PathVariable String id, Api api, Model model) {
        model.addAttribute("run", api.get("getRun", id).orRefuse());
        return "run";
    }
}
