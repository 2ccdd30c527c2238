package io.meterbridge.console;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.ui.Model;

/** How a page ends that changed something: elsewhere when it went well, else the same page with what was wrong. */
final class Changes {

    private Changes() {
    }

    /** Leaves what came of a change to its page: {@code taken} when it went well, else what was wrong. */
    static void told(Answer answer, HttpServletResponse response, Model model) {
        response.setStatus(answer.status());
        if (answer.isGood()) {
            model.addAttribute("taken", answer.body());
        } else {
            model.addAttribute("trouble", answer.trouble());
        }
    }

    /**
     * The view of a change.
     *
     * @param to    where a good one leads, with the word of {@link EveryPage} that says what was done
     * @param again the page it was asked from
     */
    static String finish(Answer answer, String to, Map<String, String> form, HttpServletResponse response,
            Model model, Supplier<String> again) {
        if (answer.isGood()) {
            return "redirect:" + to;
        }
        response.setStatus(answer.status());
        model.addAttribute("trouble", answer.trouble());
        model.addAttribute("form", form);
        return again.get();
    }
}
