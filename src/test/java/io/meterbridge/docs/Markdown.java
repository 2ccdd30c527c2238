package io.meterbridge.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of the documentation, as far as tests hold it against the code. */
public final class Markdown {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final String text;

    private Markdown(String text) {
        this.text = text;
    }

    /** Reads a page; the path is relative to the project's folder. */
    public static Markdown read(Path page) {
        try {
            return new Markdown(Files.readString(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands below a heading, down to the next heading of any level. */
    public Markdown section(String heading) {
        var lines = text.lines().toList();
        int from = lines.indexOf(heading);
        if (from < 0) {
            throw new IllegalArgumentException("no heading \"" + heading + "\"");
        }
        var section = new ArrayList<String>();
        boolean inCode = false;
        for (var line : lines.subList(from + 1, lines.size())) {
            if (line.startsWith("#") && !inCode) {
                break;
            }
            inCode ^= line.startsWith("```");
            section.add(line);
        }
        return new Markdown(String.join("\n", section));
    }

    /** The cells of every table row, headings and their underlines left out. */
    public List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        boolean inBody = false;
        for (var line : text.lines().toList()) {
            boolean isRow = line.startsWith("|");
            if (inBody && isRow) {
                rows.add(cells(line));
            }
            inBody = isRow && (inBody || line.startsWith("|---"));
        }
        return rows;
    }

    /** Everything that stands between backticks in a text, in its order. */
    public static List<String> codeIn(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1)).toList();
    }

    /** Matches of a pattern in the page. */
    public List<MatchResult> find(Pattern pattern) {
        return pattern.matcher(text).results().toList();
    }

    private static List<String> cells(String line) {
        var inner = line.substring(1, line.lastIndexOf('|'));
        var cells = new ArrayList<String>();
        for (var cell : inner.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }
}
