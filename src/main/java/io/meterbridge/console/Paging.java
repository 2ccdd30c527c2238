package io.meterbridge.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.ui.Model;

/**
 * One page of a list, with the way to the next.
 *
 * @param path  of the page
 * @param query what it was asked with
 * @param list  what the API answered
 */
record Paging(String path, Map<String, String> query, Data list) {

    private static final String ROWS = "50";

    static Paging of(String path, Map<String, String> query, Answer answer) {
        return new Paging(path, query, answer.orRefuse());
    }

    /** The query of the API's list for the query of a page. */
    static Map<String, String> asked(Map<String, String> query) {
        var asked = new HashMap<>(query);
        asked.put("page_size", ROWS);
        return asked;
    }

    void show(Model model) {
        model.addAttribute("list", list);
        model.addAttribute("query", query);
        model.addAttribute("page", number());
        model.addAttribute("next", list.text("next").isEmpty() ? null : url(number() + 1));
        model.addAttribute("previous", list.text("previous").isEmpty() ? null : url(number() - 1));
    }

    private long number() {
        var text = query.getOrDefault("page", "1");
        return text.matches("[0-9]{1,7}") ? Math.max(1, Long.parseLong(text)) : 1;
    }

    private String url(long number) {
        var values = new LinkedHashMap<>(query);
        values.remove("done");
        values.put("page", String.valueOf(number));
        return path + "?" + values.entrySet().stream().filter(entry -> !entry.getValue().isBlank())
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
