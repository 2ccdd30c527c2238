package io.meterbridge.console;

import io.meterbridge.api.problem.ProblemAnswer;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.reports.Reconciliations;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Orb, what was accepted and what the marketplaces report, side by side, and why they differ. */
@Controller
@RequestMapping("/console/reconciliation")
final class ReconciliationPages {

    private final Reconciliations reconciliations;

    ReconciliationPages(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    @GetMapping
    String month(@RequestParam Map<String, String> query, Api api, HttpServletResponse response, Model model)
            throws IOException {
        model.addAttribute("query", query);
        try (var body = reconciliations.report(api.checked("reportReconciliation", asked(query, "json"))).body()) {
            model.addAttribute("report", ReconciledMonth.read(body));
        } catch (ProblemException e) {
            refuse(e, response, model);
        }
        return "reconciliation";
    }

    @GetMapping("/report.csv")
    String csv(@RequestParam Map<String, String> query, Api api, HttpServletResponse response, Model model)
            throws IOException {
        try {
            Downloads.send(reconciliations.report(api.checked("reportReconciliation", asked(query, "csv"))), response);
            return null;
        } catch (ProblemException e) {
            refuse(e, response, model);
            model.addAttribute("query", query);
            return "reconciliation";
        }
    }

    /** A report file of a marketplace that does not let us ask; Azure is asked. */
    @PostMapping
    String take(@RequestParam String cloud, @RequestParam(defaultValue = "") String once,
            @RequestParam MultipartFile file, Api api, HttpServletResponse response, Model model) throws IOException {
        var operation = cloud.equals("gcp") ? "importGcpReport" : "importAwsReport";
        Changes.told(api.upload(operation, once, file), response, model);
        return month(Map.of(), api, response, model);
    }

    private static Map<String, String> asked(Map<String, String> query, String format) {
        var asked = new HashMap<>(query);
        asked.put("format", format);
        return asked;
    }

    private static void refuse(ProblemException e, HttpServletResponse response, Model model) {
        var problem = ProblemAnswer.of(e);
        response.setStatus(problem.status());
        model.addAttribute("trouble", Trouble.of(problem));
    }
}
