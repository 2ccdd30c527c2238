package io.meterbridge.console;

import io.meterbridge.api.problem.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** The page for what a filter refused, and for paths that are none. */
@Controller
final class ErrorPage {

    private static final String PATH = "/console/error";
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final int TOO_LARGE = 413;
    private static final String OUT_OF_DATE = "io.meterbridge.console.form-out-of-date";

    /** Answers with the page for a status. */
    static void show(HttpServletRequest request, HttpServletResponse response, int status)
            throws ServletException, IOException {
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        request.getRequestDispatcher(PATH).forward(request, response);
    }

    /** Answers with the page for a form whose token is not the browser's. */
    static void showFormOutOfDate(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute(OUT_OF_DATE, true);
        show(request, response, FORBIDDEN);
    }

    /** Answers with the page for a form of which nothing was read, its token included; nor is it tried again. */
    static void showFormTooLarge(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new MaxUploadSizeExceededException(Upload.MOST_BYTES));
        show(request, response, TOO_LARGE);
    }

    @RequestMapping("/console/")
    String withASlash() {
        return "redirect:/console";
    }

    /** Assets are files, and what is none of them is answered by whoever serves files. */
    @RequestMapping({PATH, "/console/{first:(?!assets$).+}/**"})
    String page(HttpServletRequest request, HttpServletResponse response, Model model) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code : NOT_FOUND;
        response.setStatus(status);
        model.addAttribute("trouble", request.getAttribute(OUT_OF_DATE) == null ? Trouble.of(Problem.ofStatus(status))
                : new Trouble(status, "This form is out of date", List.of("It was made for another session."),
                        "Open the page again and fill it in once more."));
        return "trouble";
    }
}
