package io.meterbridge.console;

import java.util.HashMap;
import java.util.Map;

/** A search by cloud identifier: which one it is, and its value, become the filter of that name. */
final class Searches {

    private static final String KIND = "identifier";
    private static final String VALUE = "search";

    private Searches() {
    }

    static Map<String, String> buyer(Map<String, String> query) {
        return of(query, "customer_aws_account_id");
    }

    static Map<String, String> contract(Map<String, String> query) {
        return of(query, "agreement_id");
    }

    private static Map<String, String> of(Map<String, String> query, String otherwise) {
        var asked = new HashMap<>(query);
        var value = asked.remove(VALUE);
        var kind = asked.remove(KIND);
        if (value != null && !value.isBlank()) {
            asked.put(kind == null || kind.isBlank() ? otherwise : kind, value);
        }
        return asked;
    }
}
