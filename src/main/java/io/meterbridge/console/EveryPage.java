package io.meterbridge.console;

import io.meterbridge.api.problem.Problem;
import io.meterbridge.api.problem.ProblemAnswer;
import io.meterbridge.api.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of the console shows around its own content. */
@ControllerAdvice(basePackageClasses = EveryPage.class)
final class EveryPage {

    /** What a page says after a change, by the word in its address. */
    private static final Map<String, String> DONE = Map.ofEntries(
            Map.entry("connected", "Connected. The connection was tried before it was stored."),
            Map.entry("disconnected", "Disconnected. Its secret is gone."),
            Map.entry("tested", "The connection works: it was tried just now."),
            Map.entry("saved", "Saved."),
            Map.entry("mapped", "Mapped. Its cost is metered from the next hour on."),
            Map.entry("unmapped", "Unmapped. Nothing more is metered from that subscription here."),
            Map.entry("released", "Released. It goes to the marketplace with the next call."),
            Map.entry("dropped", "Dropped. Its value is written off."),
            Map.entry("settled", "Settled. The record says what you decided."),
            Map.entry("removed", "Removed."),
            Map.entry("sent", "Sent. It appears among the deliveries."),
            Map.entry("replayed", "It is on its way again."));

    private final Formats formats;
    private final Choices choices = new Choices();
    private final InstantSource clock;

    EveryPage(Formats formats, InstantSource clock) {
        this.formats = formats;
        this.clock = clock;
    }

    @ModelAttribute
    void show(HttpServletRequest request, HttpServletResponse response, Model model) {
        // asked for before the first byte leaves, because it may set a cookie
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            token.getToken();
        }
        // "to" is filled in by the page that knows more
        model.addAttribute("who", request.getAttribute(Caller.ATTRIBUTE));
        model.addAttribute("show", formats);
        model.addAttribute("choices", choices);
        model.addAttribute("now", clock.instant());
        model.addAttribute("path", request.getRequestURI());
        model.addAttribute("done", DONE.get(String.valueOf(request.getParameter("done"))));
        model.addAttribute("once", UUID.randomUUID().toString());
        model.addAttribute("form", Map.of());
    }

    @ExceptionHandler
    String refused(Refused refused, HttpServletRequest request, HttpServletResponse response, Model model) {
        response.setStatus(refused.answer().status());
        show(request, response, model);
        model.addAttribute("trouble", refused.answer().trouble());
        return "trouble";
    }

    /** What nobody expected is logged and told like a fault of the API. */
    @ExceptionHandler
    String failed(Exception failure, HttpServletRequest request, HttpServletResponse response, Model model) {
        var problem = failure instanceof ErrorResponse expected
                ? Problem.ofStatus(expected.getStatusCode().value()) : ProblemAnswer.of(failure);
        response.setStatus(problem.status());
        show(request, response, model);
        model.addAttribute("trouble", Trouble.of(problem));
        return "trouble";
    }
}
