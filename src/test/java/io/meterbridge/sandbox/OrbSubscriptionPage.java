package io.meterbridge.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Answers {@code GET /v1/subscriptions}: newest first, page by page, optionally by status. */
final class OrbSubscriptionPage {

    private static final int DEFAULT_LIMIT = 20;
    private static final int HIGHEST_LIMIT = 100;

    private OrbSubscriptionPage() {
    }

    static byte[] of(OrbAccount account, Map<String, List<String>> query) {
        var limit = limit(query);
        var statuses = new ArrayList<>(query.getOrDefault("status", List.of()));
        statuses.addAll(query.getOrDefault("status[]", List.of()));
        var after = cursor(query);
        var page = new ArrayList<OrbSubscription.View>();
        var begun = after == null;
        for (var subscription : account.newestFirst()) {
            if (begun) {
                var view = subscription.view();
                if (statuses.isEmpty() || statuses.contains(view.status())) {
                    page.add(view);
                }
            }
            begun = begun || subscription.id().equals(after);
            if (page.size() > limit) {
                page.remove(limit);
                return OrbSubscriptionJson.page(page, encode(page.get(limit - 1).id()));
            }
        }
        return OrbSubscriptionJson.page(page, null);
    }

    private static int limit(Map<String, List<String>> query) {
        var text = query.getOrDefault("limit", List.of("" + DEFAULT_LIMIT)).get(0);
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > HIGHEST_LIMIT) {
            throw OrbProblem.invalid("limit must be between 1 and " + HIGHEST_LIMIT + ".");
        }
        return Integer.parseInt(text);
    }

    /** The id of the last subscription of the page before, or null on the first page. */
    private static String cursor(Map<String, List<String>> query) {
        var cursor = query.get("cursor");
        if (cursor == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor.get(0)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw OrbProblem.invalid("cursor is not valid.");
        }
    }

    private static String encode(String id) {
        var bytes = id.getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
