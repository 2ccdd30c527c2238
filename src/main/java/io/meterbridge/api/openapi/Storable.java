package io.meterbridge.api.openapi;

/** Which texts PostgreSQL keeps as they are. */
final class Storable {

    private Storable() {
    }

    /** False for a text with a NUL, which is refused, or with half a surrogate pair, which would be replaced. */
    static boolean is(String text) {
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (letter == '\0' || Character.isLowSurrogate(letter)) {
                return false;
            }
            if (Character.isHighSurrogate(letter)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
