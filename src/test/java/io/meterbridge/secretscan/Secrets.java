package io.meterbridge.secretscan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Texts that must not turn up, found by their beginnings so that a line is read once however many there are. */
final class Secrets {

    /** Shorter ones are words of tests, such as "wrong", and turn up anywhere. */
    private static final int SHORTEST = 16;
    private static final int BEGINNING = 12;

    private final Map<String, Set<String>> byBeginning = new ConcurrentHashMap<>();

    /** One of several lines, such as a key file's, is a secret line by line. */
    void add(String secret) {
        if (secret == null) {
            return;
        }
        secret.lines().filter(line -> !line.startsWith("-----")).forEach(this::addLine);
    }

    private void addLine(String secret) {
        if (secret.length() >= SHORTEST) {
            byBeginning.computeIfAbsent(secret.substring(0, BEGINNING), key -> ConcurrentHashMap.newKeySet())
                    .add(secret);
        }
    }

    /** The first secret in a text that is not among those it may show. */
    Optional<String> firstIn(String text, List<String> mayShow) {
        for (var i = 0; i + BEGINNING <= text.length(); i++) {
            var at = i;
            var found = byBeginning.getOrDefault(text.substring(i, i + BEGINNING), Set.of()).stream()
                    .filter(secret -> text.startsWith(secret, at) && !mayShow.contains(secret)).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The lines that hold one, each cut down so that it can be told. */
    List<String> leaksIn(List<String> lines) {
        var leaks = new ArrayList<String>();
        for (var line : lines) {
            firstIn(line, List.of()).ifPresent(secret ->
                    leaks.add(line.replace(secret, "<" + secret.substring(0, 4) + "…>")));
        }
        return leaks;
    }
}
