package io.meterbridge.api.openapi;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that an unknown one was probably meant to be. An unknown field is ignored, so a
 * slip of the pen in a price or a hold would otherwise be ignored too.
 */
final class Misspelling {

    private Misspelling() {
    }

    /**
     * The known name that is at most two slips away (one for names of up to five letters), a swap of two
     * neighbours being one slip, and letter case, hyphens and underscores none.
     */
    static Optional<String> of(String unknown, Collection<String> known) {
        return known.stream()
                .filter(name -> slips(plain(unknown), plain(name)) <= (name.length() <= 5 ? 1 : 2))
                .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static int slips(String left, String right) {
        if (Math.abs(left.length() - right.length()) > 2) {
            return Integer.MAX_VALUE;
        }
        var distance = new int[left.length() + 1][right.length() + 1];
        for (var i = 0; i <= left.length(); i++) {
            for (var j = 0; j <= right.length(); j++) {
                distance[i][j] = cell(distance, left, right, i, j);
            }
        }
        return distance[left.length()][right.length()];
    }

    private static int cell(int[][] distance, String left, String right, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        var differs = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        var best = Math.min(Math.min(distance[i - 1][j], distance[i][j - 1]) + 1,
                distance[i - 1][j - 1] + differs);
        var swapped = i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, distance[i - 2][j - 2] + 1) : best;
    }
}
