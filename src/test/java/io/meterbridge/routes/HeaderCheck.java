package io.meterbridge.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Above every route stand its question and the lines in, out, fails and why, in this order. */
final class HeaderCheck {

    private static final List<String> LINES = List.of("in", "out", "fails", "why");
    private static final Pattern LINE = Pattern.compile("#   ([a-z]+) +\\S.*");
    private static final Pattern START = Pattern.compile("- (route|routeTemplate):");

    private HeaderCheck() {
    }

    static List<String> complaints(List<RouteFile> files) {
        return RouteCheck.eachFile(files, HeaderCheck::complaints);
    }

    private static List<String> complaints(RouteFile file) {
        var complaints = new ArrayList<String>();
        for (int i = 0; i < file.lines().size(); i++) {
            if (START.matcher(file.lines().get(i)).matches()) {
                complaints.addAll(complaints(commentAbove(file.lines(), i), i + 1));
            }
        }
        return complaints;
    }

    private static List<String> complaints(List<String> comment, int line) {
        var where = "above line " + line + " ";
        if (comment.isEmpty()) {
            return List.of(where + "nothing says what the route is for");
        }
        var complaints = new ArrayList<String>();
        if (!question(comment).endsWith("?")) {
            complaints.add(where + "the first sentence is no question");
        }
        var said = comment.stream().map(LINE::matcher).filter(match -> match.matches())
                .map(match -> match.group(1)).filter(LINES::contains).toList();
        if (!said.equals(LINES)) {
            complaints.add(where + "stand the lines " + said + " instead of " + LINES);
        }
        return complaints;
    }

    /** The first paragraph, which may take more than one line. */
    private static String question(List<String> comment) {
        return String.join(" ", comment.stream().takeWhile(line -> !line.strip().equals("#"))
                .toList());
    }

    private static List<String> commentAbove(List<String> lines, int start) {
        int first = start;
        while (first > 0 && lines.get(first - 1).startsWith("#")) {
            first--;
        }
        return lines.subList(first, start);
    }
}
