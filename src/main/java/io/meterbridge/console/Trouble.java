package io.meterbridge.console;

import io.meterbridge.api.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What went wrong, and what whoever sees it can do about it.
 *
 * @param status the HTTP status of the page that says so
 * @param title  what kind of trouble it is
 * @param lines  what exactly, place by place
 * @param advice what to do now
 */
public record Trouble(int status, String title, List<String> lines, String advice) {

    static Trouble of(Answer answer) {
        var lines = new ArrayList<String>();
        if (answer.body().has("detail")) {
            lines.add(answer.body().text("detail"));
        }
        for (var error : answer.body().list("errors")) {
            lines.add(lineOf(error));
        }
        return new Trouble(answer.status(), titleOf(answer), lines, adviceFor(answer.status()));
    }

    static Trouble of(Problem problem) {
        var lines = new ArrayList<String>();
        if (problem.detail() != null) {
            lines.add(problem.detail());
        }
        if (problem.errors() != null) {
            problem.errors().forEach(error -> lines.add(error.pointer() + ": " + error.message()));
        }
        return new Trouble(problem.status(), problem.title(), lines, adviceFor(problem.status()));
    }

    private static String lineOf(Data error) {
        var place = error.text("pointer").replaceFirst("^/", "").replace('/', ' ').replace('_', ' ').strip();
        return place.isEmpty() ? error.text("message") : place + ": " + error.text("message");
    }

    private static String titleOf(Answer answer) {
        var title = answer.body().text("title");
        return title == null ? Problem.ofStatus(answer.status()).title() : title;
    }

    private static String adviceFor(int status) {
        return switch (status) {
            case 401 -> "Sign in again.";
            case 403 -> "Sign in with a credential of the right role: a seller's for a seller's pages, the operator's "
                    + "for the operator's.";
            case 404 -> "Look for it in the list it belongs to. What belongs to another seller is not shown.";
            case 409 -> "Nothing was changed. Settle what stands in the way, then try again.";
            case 413 -> "Send less at once.";
            case 422 -> "Nothing was changed. Correct what is named here and send it again.";
            case 429 -> "Wait a minute, then try again.";
            case 503 -> "Nothing was stored. Try again in a minute; when it stays so, ask whoever runs this "
                    + "installation.";
            default -> "Nothing was changed and the fault is logged. Try again; when it stays so, tell whoever runs "
                    + "this installation when it happened.";
        };
    }
}
