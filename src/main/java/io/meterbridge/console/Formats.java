package io.meterbridge.console;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How pages spell times, amounts and words; amounts keep every digit. */
public final class Formats {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final Map<String, String> CLOUDS = Map.of("aws", "AWS", "azure", "Azure", "gcp", "Google Cloud");
    private static final int GROUP = 3;
    private static final Map<String, String> MOODS = moods(Map.of(
            "good", List.of("accepted", "connected", "active", "delivered", "done", "finished", "enabled", "metering"),
            "warn", List.of("held", "unknown", "pending", "ending", "suspended", "received", "running", "sending",
                    "frozen", "processing", "shadow", "no-answer", "due"),
            "bad", List.of("rejected", "expired", "broken", "failed", "parked", "cancelled", "disabled", "returned",
                    "blocked", "refused")));

    Formats() {
    }

    /** For example 2026-03-10 11:00 UTC. */
    public String time(Object instant) {
        return instant == null ? "–" : MINUTE.format(Instant.parse(instant.toString())) + " UTC";
    }

    /** For example 12,345.678: grouped, never rounded, at least two digits behind the point. */
    public String money(Object amount) {
        if (amount == null) {
            return "–";
        }
        var exact = new BigDecimal(amount.toString()).stripTrailingZeros();
        return grouped((exact.scale() < 2 ? exact.setScale(2) : exact).toPlainString());
    }

    /** For example 12,345. */
    public String count(Object number) {
        return number == null ? "–" : grouped(number.toString());
    }

    /** A marketplace's name for people. */
    public String cloud(String cloud) {
        return CLOUDS.getOrDefault(cloud, cloud);
    }

    /** A name of the API's as words. */
    public String words(String name) {
        return name == null ? "–" : name.replace('_', ' ').replace('-', ' ');
    }

    /** How a status is to be taken: good, warn, bad, or no matter. */
    public String mood(String word) {
        return MOODS.getOrDefault(word, "");
    }

    /** How long until an instant, for example 41 min; what is over is 0 min. */
    public String until(Object instant, Instant now) {
        var left = Duration.between(now, Instant.parse(instant.toString()));
        return (left.isNegative() ? 0 : left.toMinutes()) + " min";
    }

    private static Map<String, String> moods(Map<String, List<String>> words) {
        var moods = new HashMap<String, String>();
        words.forEach((mood, each) -> each.forEach(word -> moods.put(word, mood)));
        return Map.copyOf(moods);
    }

    private static String grouped(String plain) {
        var point = plain.indexOf('.');
        var whole = point < 0 ? plain : plain.substring(0, point);
        var sign = whole.startsWith("-") ? "-" : "";
        var digits = new StringBuilder(whole.substring(sign.length()));
        for (var at = digits.length() - GROUP; at > 0; at -= GROUP) {
            digits.insert(at, ',');
        }
        return sign + digits + (point < 0 ? "" : plain.substring(point));
    }
}
